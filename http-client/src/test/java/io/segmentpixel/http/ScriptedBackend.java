package io.segmentpixel.http;

import static com.github.tomakehurst.wiremock.client.WireMock.request;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** A backend that answers as it is told, the last answer for ever, and remembers what it was sent. */
final class ScriptedBackend implements AutoCloseable {
    static final String PASSWORD = "correct-horse-battery";
    static final Duration DEADLINE = Duration.ofSeconds(60);

    private static final Set<String> LOGINS = Set.of("/auth", "/v2/auth/jwt");

    final FakeTime time = new FakeTime();
    private final WireMockServer server =
            new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));

    private int scripts;

    ScriptedBackend() {
        server.start();
        onLogin(Answers.token("token-1"), Answers.token("token-2"));
    }

    void onLogin(ResponseDefinitionBuilder... answers) {
        script("POST", "/auth", answers);
    }

    void onKeyLogin(ResponseDefinitionBuilder... answers) {
        script("POST", "/v2/auth/jwt", answers);
    }

    void onGet(ResponseDefinitionBuilder... answers) {
        script("GET", "/segment", answers);
    }

    void onPost(ResponseDefinitionBuilder... answers) {
        script("POST", "/segment", answers);
    }

    void onPut(ResponseDefinitionBuilder... answers) {
        script("PUT", "/segment", answers);
    }

    void onDelete(ResponseDefinitionBuilder... answers) {
        script("DELETE", "/segment", answers);
    }

    private void script(String method, String path, ResponseDefinitionBuilder... answers) {
        String scenario = "script " + scripts++;
        for (int i = 0; i < answers.length; i++) {
            server.stubFor(request(method, urlPathEqualTo(path))
                    .inScenario(scenario)
                    .whenScenarioStateIs(state(i))
                    .willReturn(answers[i])
                    .willSetStateTo(state(Math.min(i + 1, answers.length - 1))));
        }
    }

    private static String state(int answer) {
        return answer == 0 ? Scenario.STARTED : "answer " + answer;
    }

    WireMockServer server() {
        return server;
    }

    String url() {
        return "http://127.0.0.1:" + server.port();
    }

    /** A client whose time is fake, and whose waits are as long as they may be. */
    SegmentClient client() {
        return settings().build();
    }

    SegmentClient.Builder settings() {
        return SegmentClient.builder()
                .baseUrl(url())
                .credentials(Credentials.password("user", PASSWORD))
                .deadline(DEADLINE)
                .time(time)
                .jitter(() -> 1.0);
    }

    /** What was sent, in order: the method, or the word login. */
    List<String> sent() {
        return requests().stream()
                .map(request -> LOGINS.contains(request.getUrl())
                        ? "login"
                        : request.getMethod().getName())
                .toList();
    }

    List<LoggedRequest> requests() {
        List<ServeEvent> events = new ArrayList<>(server.getAllServeEvents());
        Collections.reverse(events);
        return events.stream().map(ServeEvent::getRequest).toList();
    }

    LoggedRequest lastRequest() {
        return requests().get(requests().size() - 1);
    }

    @Override
    public void close() {
        server.stop();
    }
}
