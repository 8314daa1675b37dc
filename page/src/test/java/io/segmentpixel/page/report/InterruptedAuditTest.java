package io.segmentpixel.page.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.segmentpixel.page.AuditReport;
import io.segmentpixel.page.Summaries;
import java.io.IOException;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Each report says of an audit that was interrupted that it was, and of no other. */
class InterruptedAuditTest {
    private static final String CUT_SHORT = "The audit was interrupted";
    private static final ObjectMapper JSON = new ObjectMapper();

    private static String whole(Function<Appendable, AuditReport> kind) throws IOException {
        return Shop.told(kind, Shop.pages());
    }

    private static String interrupted(Function<Appendable, AuditReport> kind) throws IOException {
        return Shop.told(kind, Shop.pages(), Summaries.cutShort(Shop.summary(Shop.pages())));
    }

    @Test
    void people_read_it_beside_the_counts() throws IOException {
        assertThat(interrupted(AuditReports::text)).containsOnlyOnce(CUT_SHORT);
        assertThat(interrupted(AuditReports::html)).containsOnlyOnce(CUT_SHORT);
        assertThat(whole(AuditReports::text)).doesNotContain(CUT_SHORT);
        assertThat(whole(AuditReports::html)).doesNotContain(CUT_SHORT);
    }

    @Test
    void programs_find_it_in_the_totals() throws IOException {
        assertThat(isComplete(interrupted(AuditReports::json))).isFalse();
        assertThat(isComplete(whole(AuditReports::json))).isTrue();
    }

    private static boolean isComplete(String report) throws IOException {
        return JSON.readTree(report).get("summary").get("complete").booleanValue();
    }

    @Test
    void code_scanning_is_told_that_the_run_failed() throws IOException {
        assertThat(isSuccessful(interrupted(AuditReports::sarif))).isFalse();
        assertThat(isSuccessful(whole(AuditReports::sarif))).isTrue();
    }

    private static boolean isSuccessful(String report) throws IOException {
        JsonNode run = JSON.readTree(report).get("runs").get(0);
        return run.get("invocations").get(0).get("executionSuccessful").booleanValue();
    }
}
