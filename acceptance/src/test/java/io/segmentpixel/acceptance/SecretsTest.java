package io.segmentpixel.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.segmentpixel.http.Credentials;
import io.segmentpixel.http.SegmentClient;
import io.segmentpixel.segment.LoginRefusedException;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.segment.SegmentService;
import io.segmentpixel.testkit.Sandbox;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** No password and no token is ever shown, though every logger says all it can. */
class SecretsTest {
    @AutoClose
    private final LoudLoggers log = new LoudLoggers();

    @Test
    void a_run_of_the_contract_shows_no_password_and_no_token() {
        SummaryGeneratingListener summary = new SummaryGeneratingListener();
        LauncherDiscoveryRequest contract = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(SegmentClientContractTest.class))
                .build();

        LauncherFactory.create().execute(contract, summary);

        assertThat(summary.getSummary().getTestsSucceededCount()).isGreaterThan(25);
        assertThat(TokenLog.secrets()).hasSizeGreaterThan(25);
        List<String> logged = log.taken();
        assertThat(logged).anyMatch(line -> line.contains("create segment"));
        assertThat(Leaks.of(logged, TokenLog.secrets())).isEmpty();
        assertThat(Leaks.of(Witness.seen(), TokenLog.secrets())).isEmpty();
    }

    @Test
    void a_refused_login_shows_no_password() {
        String wrong = "wr0ng-s3cret";
        try (Sandbox sandbox = Sandbox.start();
                SegmentClient client = SegmentClient.builder()
                        .baseUrl(sandbox.url())
                        .credentials(Credentials.password(sandbox.username(), wrong))
                        .build()) {
            SegmentService segments = Witness.of(client);

            assertThatThrownBy(() -> segments.get(SegmentId.of(1))).isInstanceOf(LoginRefusedException.class);
        }

        assertThat(Witness.seen()).anyMatch(line -> line.contains("LoginRefusedException"));
        assertThat(Leaks.of(log.taken(), List.of(wrong))).isEmpty();
        assertThat(Leaks.of(Witness.seen(), List.of(wrong))).isEmpty();
    }
}
