package io.segmentpixel.testkit;

import io.segmentpixel.segment.MemberId;
import java.security.PublicKey;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * A user of a sandbox: what it logs in with, and what it may do.
 *
 * <pre>{@code
 * sandbox.put(SandboxUser.named("reports").withPassword("secret").ofMember(MemberId.of(31)).readOnly());
 * }</pre>
 *
 * <p>Immutable. The password is not shown by {@link #toString}. Platform documentation: <em>Authentication Service</em>.
 */
public final class SandboxUser {
    /** Whether a user can log in, and why not. */
    enum Standing {
        GOOD,
        PASSWORD_EXPIRED,
        DISABLED
    }

    private final String name;
    private final String password;
    private final MemberId member;
    private final boolean mayWrite;
    private final Standing standing;
    private final Map<String, PublicKey> keys;

    private SandboxUser(
            String name,
            String password,
            MemberId member,
            boolean mayWrite,
            Standing standing,
            Map<String, PublicKey> keys) {
        this.name = name;
        this.password = password;
        this.member = member;
        this.mayWrite = mayWrite;
        this.standing = standing;
        this.keys = keys;
    }

    /**
     * A user of member 958 who may read and write, with a random password and no key.
     *
     * @param name not empty; users are told apart by it
     * @return the user
     * @throws IllegalArgumentException if the name is empty
     */
    public static SandboxUser named(String name) {
        return new SandboxUser(
                notEmpty("user name", name), RandomText.of(), MemberId.of(958), true, Standing.GOOD, Map.of());
    }

    /**
     * With this password.
     *
     * @param secret not empty
     * @return a changed copy
     * @throws IllegalArgumentException if it is empty
     */
    public SandboxUser withPassword(String secret) {
        return new SandboxUser(name, notEmpty("password", secret), member, mayWrite, standing, keys);
    }

    /**
     * With a key that the user can log in by, beside those it has; in place of one of the same name.
     *
     * @param keyName the key's name, which a login says as {@code kid}; not empty
     * @param key the public half of an RSA key pair
     * @return a changed copy
     * @throws IllegalArgumentException if the name is empty, or the key is no RSA key
     */
    public SandboxUser withKey(String keyName, PublicKey key) {
        if (!Objects.requireNonNull(key, "key").getAlgorithm().equals("RSA")) {
            throw new IllegalArgumentException(
                    "key \"" + keyName + "\": must be an RSA key, and is one of " + key.getAlgorithm());
        }
        Map<String, PublicKey> more = new TreeMap<>(keys);
        more.put(notEmpty("key name", keyName), key);
        return new SandboxUser(name, password, member, mayWrite, standing, Map.copyOf(more));
    }

    /**
     * Belonging to this member, whose segments alone it sees.
     *
     * @param owner the member
     * @return a changed copy
     */
    public SandboxUser ofMember(MemberId owner) {
        return new SandboxUser(name, password, Objects.requireNonNull(owner, "member"), mayWrite, standing, keys);
    }

    /**
     * Without the right to create, change and delete: that is answered with {@code UNAUTH}.
     *
     * @return a changed copy
     */
    public SandboxUser readOnly() {
        return new SandboxUser(name, password, member, false, standing, keys);
    }

    /**
     * With a password that has expired: a login is answered with {@code NOAUTH_EXPIRED}.
     *
     * @return a changed copy
     */
    public SandboxUser withExpiredPassword() {
        return new SandboxUser(name, password, member, mayWrite, Standing.PASSWORD_EXPIRED, keys);
    }

    /**
     * Disabled: a login is answered with {@code NOAUTH_DISABLED}, and so is every call of a session that is open.
     *
     * @return a changed copy
     */
    public SandboxUser disabled() {
        return new SandboxUser(name, password, member, mayWrite, Standing.DISABLED, keys);
    }

    private static String notEmpty(String field, String value) {
        if (Objects.requireNonNull(value, field).isEmpty()) {
            throw new IllegalArgumentException(field + " \"\": must not be empty");
        }
        return value;
    }

    /**
     * The name.
     *
     * @return not empty
     */
    public String name() {
        return name;
    }

    /**
     * The password.
     *
     * @return not empty
     */
    public String password() {
        return password;
    }

    /**
     * The member that the user belongs to.
     *
     * @return the owner of the segments that the user creates
     */
    public MemberId member() {
        return member;
    }

    /**
     * Whether the user may create, change and delete.
     *
     * @return false for a user that was made read-only
     */
    public boolean mayWrite() {
        return mayWrite;
    }

    Standing standing() {
        return standing;
    }

    /** The public keys by their names. */
    Map<String, PublicKey> keys() {
        return keys;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SandboxUser user
                && user.name.equals(name)
                && user.password.equals(password)
                && user.member.equals(member)
                && user.mayWrite == mayWrite
                && user.standing == standing
                && user.keys.equals(keys);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, password, member, mayWrite, standing, keys);
    }

    /** Name, member and rights, and no secret. */
    @Override
    public String toString() {
        return "SandboxUser[" + name + " of member " + member + (mayWrite ? "" : ", read-only")
                + (standing == Standing.GOOD ? "" : ", " + standing) + ", keys " + keys.keySet() + "]";
    }
}
