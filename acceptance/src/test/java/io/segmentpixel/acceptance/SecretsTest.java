package io.segmentpixel.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import io.segmentpixel.http.Credentials;
import io.segmentpixel.http.SegmentClient;
import io.segmentpixel.segment.LoginRefusedException;
import io.segmentpixel.segment.SegmentId;
import io.segmentpixel.segment.SegmentService;
import io.segmentpixel.testkit.Sandbox;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.LogManager;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** No password and no token is ever shown, though every logger says all it can. */
class SecretsTest {
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger root = ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger(Logger.ROOT_LOGGER_NAME);
    private final java.util.logging.Logger julRoot = LogManager.getLogManager().getLogger("");

    @BeforeEach
    void every_logger_says_all_it_can() {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        julRoot.setLevel(java.util.logging.Level.ALL);
        log.start();
        root.detachAppender("console");
        root.addAppender(log);
        root.setLevel(Level.TRACE);
    }

    @AfterEach
    void loggers_are_quiet_again() {
        root.setLevel(Level.WARN);
        root.detachAppender(log);
        julRoot.setLevel(java.util.logging.Level.INFO);
        SLF4JBridgeHandler.uninstall();
    }

    @Test
    void a_run_of_the_contract_shows_no_password_and_no_token() {
        SummaryGeneratingListener summary = new SummaryGeneratingListener();
        LauncherDiscoveryRequest contract = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(SegmentClientContractTest.class))
                .build();

        LauncherFactory.create().execute(contract, summary);

        assertThat(summary.getSummary().getTestsSucceededCount()).isGreaterThan(25);
        assertThat(TokenLog.secrets()).hasSizeGreaterThan(25);
        assertThat(logged()).anyMatch(line -> line.contains("create segment"));
        List<String> shown =
                Stream.concat(logged().stream(), Witness.seen().stream()).toList();
        for (String secret : TokenLog.secrets()) {
            assertThat(shown).noneMatch(line -> line.contains(secret));
        }
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
        assertThat(Stream.concat(logged().stream(), Witness.seen().stream())).noneMatch(line -> line.contains(wrong));
    }

    private List<String> logged() {
        return new ArrayList<>(log.list)
                .stream()
                        .map(event ->
                                event.getFormattedMessage() + ThrowableProxyUtil.asString(event.getThrowableProxy()))
                        .toList();
    }
}
