package io.segmentpixel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class StoredSessionTest {
    private static final Instant EARLY = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant LATE = EARLY.plusNanos(1);

    @Test
    void none_has_no_token_and_no_login() {
        assertThat(StoredSession.none().token()).isEmpty();
        assertThat(StoredSession.none().logins()).isEmpty();
    }

    @Test
    void each_part_changes_alone_and_the_old_value_stays() {
        StoredSession session = StoredSession.none().withToken("first").withLogin(EARLY);

        assertThat(session.withToken("second").token()).contains("second");
        assertThat(session.withToken("second").logins()).containsExactly(EARLY);
        assertThat(session.withoutToken().token()).isEmpty();
        assertThat(session.withoutToken().logins()).containsExactly(EARLY);
        assertThat(session.withLogin(LATE).token()).contains("first");
        assertThat(session.token()).contains("first");
        assertThat(session.logins()).containsExactly(EARLY);
    }

    @Test
    void logins_ascend_however_they_were_added_and_two_of_one_time_count_twice() {
        assertThat(StoredSession.none()
                        .withLogin(LATE)
                        .withLogin(EARLY)
                        .withLogin(LATE)
                        .logins())
                .containsExactly(EARLY, LATE, LATE);
    }

    @Test
    void the_earliest_time_itself_stays_when_logins_are_dropped() {
        StoredSession session = StoredSession.none().withLogin(EARLY).withLogin(LATE);

        assertThat(session.withLoginsSince(EARLY)).isEqualTo(session);
        assertThat(session.withLoginsSince(LATE).logins()).containsExactly(LATE);
        assertThat(session.withLoginsSince(LATE.plusNanos(1)).logins()).isEmpty();
    }

    @Test
    void the_logins_cannot_be_changed_from_outside() {
        StoredSession session = StoredSession.none().withLogin(EARLY);

        assertThatThrownBy(() -> session.logins().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void equal_parts_make_equal_sessions_and_any_other_part_does_not() {
        StoredSession session = StoredSession.none().withToken("secret").withLogin(EARLY);

        assertThat(StoredSession.none().withLogin(EARLY).withToken("secret"))
                .isEqualTo(session)
                .hasSameHashCodeAs(session);
        assertThat(session.withToken("other")).isNotEqualTo(session);
        assertThat(session.withoutToken()).isNotEqualTo(session);
        assertThat(session.withLogin(EARLY)).isNotEqualTo(session);
    }

    @Test
    void a_text_of_it_says_whether_there_is_a_token_and_never_which() {
        StoredSession session = StoredSession.none().withToken("hbapi:123").withLogin(EARLY);

        assertThat(session).hasToString("StoredSession[token=***, logins=[2026-03-01T12:00:00Z]]");
        assertThat(StoredSession.none()).hasToString("StoredSession[token=none, logins=[]]");
    }

    @Test
    void an_empty_token_is_refused() {
        assertThatThrownBy(() -> StoredSession.none().withToken(""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("token \"\": must not be empty");
    }
}
