package io.segmentpixel.http;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Reads a private key from its text (PKCS#8 PEM), and says of any other text what it is and what to do.
 *
 * <p>No exception has a cause: those of the decoders may quote what they read.
 */
final class PemKey {
    private static final Pattern BEGIN = Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,40})-----");
    private static final String PKCS8 = "PRIVATE KEY";
    private static final String END = "-----END PRIVATE KEY-----";
    private static final String CONVERT = "openssl pkcs8 -topk8 -nocrypt -in key.pem -out key.pkcs8.pem";

    /** RSA comes first; the others are read only to say what they are. */
    private static final List<String> KINDS = List.of("RSA", "RSASSA-PSS", "EC", "EdDSA", "XDH", "DSA", "DH");

    private PemKey() {}

    /**
     * Reads the one private key of the text; what stands around it, a certificate say, is passed over.
     *
     * @param what the words for the key in messages
     * @param pem the text
     * @return a private key of any kind that Java knows
     * @throws IllegalArgumentException if there is none, or more than one, or it is damaged
     */
    static PrivateKey read(String what, String pem) {
        List<MatchResult> begins = BEGIN.matcher(pem).results().toList();
        List<MatchResult> readable =
                begins.stream().filter(begin -> begin.group(1).equals(PKCS8)).toList();
        if (readable.isEmpty()) {
            throw refused(what, refusal(begins));
        }
        if (readable.size() > 1) {
            throw refused(what, "is " + readable.size() + " keys; keep the one that the key name stands for");
        }
        return keyIn(what, decoded(what, pem.substring(readable.get(0).end())));
    }

    private static IllegalArgumentException refused(String what, String rule) {
        return new IllegalArgumentException(what + ": " + rule);
    }

    private static String refusal(List<MatchResult> begins) {
        List<String> labels = begins.stream().map(begin -> begin.group(1)).toList();
        Optional<String> key =
                labels.stream().filter(label -> label.endsWith(PKCS8)).findFirst();
        return key.or(() -> labels.stream().findFirst())
                .map(PemKey::refusal)
                .orElse("is no PEM; must hold the line -----BEGIN PRIVATE KEY-----");
    }

    private static String refusal(String label) {
        return switch (label) {
            case "RSA PRIVATE KEY" -> "is PKCS#1 (BEGIN RSA PRIVATE KEY), must be PKCS#8; convert it with: " + CONVERT;
            case "ENCRYPTED PRIVATE KEY" -> "is encrypted, must be in clear; decrypt it with: " + CONVERT;
            case "EC PRIVATE KEY", "DSA PRIVATE KEY" -> SigningKey.notRsa(label.substring(0, label.indexOf(' ')));
            case "OPENSSH PRIVATE KEY" ->
                "is in OpenSSH's own format, must be PKCS#8; convert a copy with: ssh-keygen -p -m PKCS8 -f copy";
            case "PUBLIC KEY", "RSA PUBLIC KEY" -> "is a public key; give the private key that belongs to it";
            case "CERTIFICATE" -> "is a certificate; give the private key that belongs to it";
            default -> "is a PEM of something else; must hold the line -----BEGIN PRIVATE KEY-----";
        };
    }

    private static byte[] decoded(String what, String afterBegin) {
        int end = afterBegin.indexOf(END);
        if (end < 0) {
            throw refused(what, "is cut off; must end with the line " + END);
        }
        try {
            // not the MIME decoder, which passes over what is not base64, and would find a key in a damaged text
            return Base64.getDecoder().decode(afterBegin.substring(0, end).replaceAll("\\s", ""));
        } catch (IllegalArgumentException damaged) {
            throw refused(
                    what,
                    "is damaged, its lines are no base64; copy it again, with line breaks in place of any written \\n");
        }
    }

    private static PrivateKey keyIn(String what, byte[] der) {
        return KINDS.stream()
                .flatMap(kind -> keyOfKind(kind, der).stream())
                .findFirst()
                .orElseThrow(() -> refused(what, "is damaged, or of a kind that Java does not know; copy it again"));
    }

    private static Optional<PrivateKey> keyOfKind(String kind, byte[] der) {
        try {
            PrivateKey key = KeyFactory.getInstance(kind).generatePrivate(new PKCS8EncodedKeySpec(der));
            boolean damaged = key.getAlgorithm().equals("RSA") && !isWhole(key);
            return damaged ? Optional.empty() : Optional.of(key);
        } catch (GeneralSecurityException otherKind) {
            return Optional.empty();
        }
    }

    /**
     * Whether an RSA key's parts fit together, as the encoding has no checksum that would show a wrong digit.
     *
     * <p>A damaged one may also be read as a key of another kind, which then calls itself RSA.
     */
    private static boolean isWhole(PrivateKey key) throws GeneralSecurityException {
        return key instanceof RSAPrivateCrtKey parts ? signs(parts) : key instanceof RSAPrivateKey;
    }

    private static boolean signs(RSAPrivateCrtKey key) throws GeneralSecurityException {
        PublicKey counterpart = KeyFactory.getInstance("RSA")
                .generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()));
        Signature signature = Signature.getInstance(Jwt.SIGNATURE);
        signature.initSign(key);
        byte[] signed = signature.sign();
        signature.initVerify(counterpart);
        return signature.verify(signed);
    }
}
