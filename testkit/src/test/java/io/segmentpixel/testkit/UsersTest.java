package io.segmentpixel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmentpixel.segment.AccessDeniedException;
import io.segmentpixel.segment.MemberId;
import io.segmentpixel.segment.NewSegment;
import io.segmentpixel.segment.Segment;
import io.segmentpixel.segment.SegmentCode;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.segment.SegmentQuery;
import io.segmentpixel.segment.SegmentUpdate;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Several members and users, each with rights of their own. */
class UsersTest {
    private static final MemberId OURS = MemberId.of(958);
    private static final MemberId THEIRS = MemberId.of(31);
    private static final SandboxUser OTHER = SandboxUser.named("other").ofMember(THEIRS);
    private static final SandboxUser READER =
            SandboxUser.named("reader").ofMember(OURS).readOnly();
    private static final PublicKey KEY = key();
    private static final Segment BIRTHDAY = Segment.of(SegmentId.of(1), MemberId.of(7), "birthday cookie");

    @AutoClose
    private final Sandbox sandbox =
            Sandbox.builder().users(OTHER, READER).shared(BIRTHDAY).start();

    private final RawApi ours = RawApi.loggedIn(sandbox);
    private final RawApi theirs = RawApi.of(sandbox).loggedInAs(OTHER);
    private final RawApi readers = RawApi.of(sandbox).loggedInAs(READER);
    private final Segment cart =
            sandbox.segments().create(NewSegment.named("cart").withCode("cart"));

    private static PublicKey key() {
        try {
            return KeyPairGenerator.getInstance("RSA").generateKeyPair().getPublic();
        } catch (NoSuchAlgorithmException missing) {
            throw new AssertionError(missing);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            GET    | /segment?id=ID                 | ''                                                    | SYNTAX NOTFOUND_SEGMENT
            GET    | /segment?code=cart             | ''                                                    | SYNTAX NOTFOUND_SEGMENT
            GET    | /segment?id=ID&member_id=958   | ''                                                    | UNAUTH
            GET    | /segment?member_id=958         | ''                                                    | UNAUTH
            PUT    | /segment?id=ID                 | {"segment": {"short_name": "theirs"}}                 | SYNTAX NOTFOUND_SEGMENT
            PUT    | /segment?code=cart             | {"segment": {"short_name": "theirs"}}                 | SYNTAX NOTFOUND_SEGMENT
            PUT    | /segment?id=ID&member_id=958   | {"segment": {"short_name": "theirs"}}                 | UNAUTH
            PUT    | /segment                       | {"segments": [{"id": ID, "short_name": "theirs"}]}    | SYNTAX NOTFOUND_SEGMENT
            PUT    | /segment?member_id=958         | {"segments": [{"id": ID, "short_name": "theirs"}]}    | UNAUTH
            DELETE | /segment?id=ID                 | ''                                                    | SYNTAX NOTFOUND_SEGMENT
            DELETE | /segment?code=cart             | ''                                                    | SYNTAX NOTFOUND_SEGMENT
            POST   | /segment?member_id=958         | {"segment": {"short_name": "theirs"}}                 | UNAUTH
            """)
    void a_user_of_another_member_neither_sees_nor_changes_a_segment(
            String method, String target, String body, String outcome) {
        String id = cart.id().toString();

        assertThat(theirs.send(method, target.replace("ID", id), body.replace("ID", id))
                        .outcome())
                .isEqualTo(outcome);
        assertThat(sandbox.segments().get(cart.id())).isEqualTo(cart);
        assertThat(theirs.get("").names()).containsExactly("birthday cookie");
    }

    @Test
    void a_code_belongs_to_its_member_and_another_member_can_have_the_same() {
        RawAnswer created = theirs.post("", "{\"segment\": {\"short_name\": \"theirs\", \"code\": \"CART\"}}");
        SegmentId their = SegmentId.of(Integer.parseInt(created.at("/id")));
        Visitor visitor = sandbox.newVisitor();

        assertThat(created.outcome()).isEqualTo("OK");
        visitor.fires("https://secure.adnxs.com/seg?add_code=cart&member=31");
        assertThat(visitor.segments()).isEmpty();
        visitor.fires("https://secure.adnxs.com/seg?add_code=CART&member=31");
        assertThat(visitor.segments()).containsExactly(their);
        visitor.fires("https://secure.adnxs.com/seg?remove_code=cart&member=958");
        assertThat(visitor.segments()).containsExactly(their);
        visitor.fires("https://secure.adnxs.com/seg?add_code=cart&member=958");
        assertThat(visitor.segments()).containsExactly(cart.id(), their);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            POST   | /segment       | {"segment": {"short_name": "late"}}
            PUT    | /segment?id=ID | {"segment": {"short_name": "late"}}
            PUT    | /segment       | {"segments": [{"id": ID, "short_name": "late"}]}
            DELETE | /segment?id=ID | ''
            """)
    void a_user_without_the_right_to_write_reads_only(String method, String target, String body) {
        String id = cart.id().toString();

        assertThat(readers.send(method, target.replace("ID", id), body.replace("ID", id))
                        .outcome())
                .isEqualTo("UNAUTH");
        assertThat(readers.get("?id=" + id).outcome()).isEqualTo("OK");
        assertThat(readers.get("?include_shared=0").names()).containsExactly("cart");
    }

    @Test
    void a_shared_segment_is_seen_by_all_and_changed_by_its_owner_only() {
        assertThat(ours.get("?id=1").at("/segment/short_name")).isEqualTo("\"birthday cookie\"");
        assertThat(ours.get("").names()).containsExactly("birthday cookie", "cart");
        assertThat(ours.get("?include_shared=0").names()).containsExactly("cart");
        assertThat(ours.put("?id=1", "{\"segment\": {\"short_name\": \"ours\"}}")
                        .outcome())
                .isEqualTo("UNAUTH");
        assertThat(ours.delete("?id=1").outcome()).isEqualTo("UNAUTH");

        InMemorySegments view = sandbox.segments();
        assertThat(view.list(SegmentQuery.all())).hasSize(2);
        assertThat(view.list(SegmentQuery.all().ownOnly())).containsExactly(cart);
        assertThatThrownBy(() -> view.update(SegmentUpdate.of(BIRTHDAY.id()).rename("ours")))
                .isInstanceOf(AccessDeniedException.class);
        sandbox.segments(BIRTHDAY.memberId())
                .update(SegmentUpdate.of(BIRTHDAY.id()).rename("cookie"));
        assertThat(ours.get("?id=1").at("/segment/short_name")).isEqualTo("\"cookie\"");
    }

    @Test
    void a_view_is_of_its_member() {
        sandbox.segments(THEIRS).create(NewSegment.named("theirs"));

        assertThat(theirs.get("?include_shared=0").names()).containsExactly("theirs");
        assertThat(sandbox.segments(THEIRS).list(SegmentQuery.all().ownOnly())).hasSize(1);
    }

    @Test
    void an_expired_password_and_a_disabled_user_are_told_apart() {
        RawApi nobody = RawApi.of(sandbox);
        sandbox.put(OTHER.withExpiredPassword());
        assertThat(nobody.login(OTHER.name(), OTHER.password()).outcome()).isEqualTo("NOAUTH_EXPIRED");
        assertThat(nobody.login(OTHER.name(), "wrong").outcome()).isEqualTo("UNAUTH");
        assertThat(theirs.get("").outcome()).isEqualTo("OK");

        sandbox.put(OTHER.disabled());
        assertThat(nobody.login(OTHER.name(), OTHER.password()).outcome()).isEqualTo("NOAUTH_DISABLED");
        assertThat(theirs.get("").outcome()).isEqualTo("NOAUTH_DISABLED");

        sandbox.put(OTHER.withPassword("another"));
        assertThat(nobody.login(OTHER.name(), OTHER.password()).outcome()).isEqualTo("UNAUTH");
        assertThat(nobody.login(OTHER.name(), "another").outcome()).isEqualTo("OK");
    }

    @Test
    void sessions_that_are_ended_are_not_logged_in() {
        sandbox.endSessions();

        assertThat(ours.get("").outcome()).isEqualTo("NOAUTH");
        assertThat(RawApi.loggedIn(sandbox).get("").outcome()).isEqualTo("OK");
    }

    @Test
    void a_user_is_a_value_that_shows_no_secret() throws NoSuchAlgorithmException {
        SandboxUser user = SandboxUser.named("a").withPassword("s3cret");

        assertThat(user)
                .isEqualTo(SandboxUser.named("a").withPassword("s3cret"))
                .hasSameHashCodeAs(SandboxUser.named("a").withPassword("s3cret"));
        assertThat(user.toString()).contains("a", "958").doesNotContain("s3cret");
        assertThat(user.readOnly().mayWrite()).isFalse();
        assertThat(SandboxUser.named("a").password())
                .isNotEqualTo(SandboxUser.named("a").password());
        assertThatIllegalArgumentException().isThrownBy(() -> SandboxUser.named(""));
        assertThatIllegalArgumentException().isThrownBy(() -> user.withPassword(""));
        var elliptic = KeyPairGenerator.getInstance("EC").generateKeyPair().getPublic();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> user.withKey("k", elliptic))
                .withMessageContaining("RSA");
    }

    private static SandboxUser changed(SandboxUser user, int change) {
        return switch (change) {
            case 0 -> user.withPassword("another");
            case 1 -> user.ofMember(THEIRS);
            case 2 -> user.readOnly();
            case 3 -> user.disabled();
            default -> user.withKey("prod", KEY);
        };
    }

    @Test
    void each_change_of_a_user_leaves_the_others_there() {
        SandboxUser user = SandboxUser.named("a").withPassword("s3cret");
        for (int one = 0; one < 5; one++) {
            assertThat(changed(user, one)).isNotEqualTo(user);
            for (int other = 0; other < 5; other++) {
                assertThat(changed(changed(user, one), other)).isEqualTo(changed(changed(user, other), one));
            }
        }
        assertThat(user.readOnly().withExpiredPassword())
                .isEqualTo(user.withExpiredPassword().readOnly());
    }

    @Test
    void shared_segments_of_one_member_whose_codes_or_triggers_differ_in_case_only_are_refused() {
        Segment coded = BIRTHDAY.withCode(SegmentCode.of("cart"));
        Segment again = Segment.of(SegmentId.of(2), MemberId.of(7), "cart").withCode(SegmentCode.of("CART"));
        Segment ofAnother = Segment.of(SegmentId.of(2), OURS, "cart").withCode(SegmentCode.of("CART"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sandbox.builder().shared(coded, again).start())
                .withMessageContainingAll("shared segment 2", "code", "cart");
        Sandbox.builder().shared(coded, ofAnother).start().close();
    }

    @Test
    void a_shared_segment_leaves_room_for_the_ids_of_new_ones() {
        Segment last = Segment.of(SegmentId.of(2_000_000_000), OURS, "last");
        try (Sandbox other = Sandbox.builder().shared(last).start()) {
            Segment created = other.segments().create(NewSegment.named("next"));

            assertThat(created.id()).isEqualTo(SegmentId.of(2_000_000_001));
            assertThat(other.segments().list(SegmentQuery.all()))
                    .extracting(Segment::id)
                    .containsExactly(last.id(), created.id());
        }
        for (int tooGreat : new int[] {2_000_000_001, Integer.MAX_VALUE}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Sandbox.builder()
                            .shared(Segment.of(SegmentId.of(tooGreat), OURS, "too far"))
                            .start())
                    .withMessageStartingWith("shared segment id " + tooGreat + ": must be at most 2000000000");
        }
    }

    @Test
    void what_is_named_twice_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sandbox.builder().users(OTHER, OTHER).start())
                .withMessageContaining("other");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sandbox.builder().shared(BIRTHDAY, BIRTHDAY).start())
                .withMessageContaining("1");
    }
}
