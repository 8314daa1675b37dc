package io.segmentpixel.export;

import io.segmentpixel.export.GoogleTagManagerContainer.PathRule;
import io.segmentpixel.segment.PixelType;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A container file of Google Tag Manager as it is written. */
final class TagManagerFile {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final String ALL_PAGES = "2147479553";
    private static final String ACCOUNT = "\"accountId\":\"0\",\"containerId\":\"0\",";

    private final StringBuilder text = new StringBuilder();
    private final UniqueNames tagNames = new UniqueNames();
    private final UniqueNames triggerNames = new UniqueNames();
    private final Map<PathRule, String> triggers = new LinkedHashMap<>();
    private int tags;

    TagManagerFile(String container, Instant exportTime) {
        text.append("{\"exportFormatVersion\":2,\"exportTime\":\"")
                .append(TIME.format(exportTime))
                .append("\",\"containerVersion\":{\"path\":\"accounts/0/containers/0/versions/0\",")
                .append(ACCOUNT)
                .append("\"containerVersionId\":\"0\",\"container\":{\"path\":\"accounts/0/containers/0\",")
                .append(ACCOUNT)
                .append("\"name\":");
        JsonText.append(text, defused(container))
                .append(",\"publicId\":\"GTM-0\",\"usageContext\":[\"WEB\"]},\"tag\":[");
    }

    void add(PixelExport export, TagManagerSettings settings) {
        tags++;
        text.append(tags == 1 ? "\n{" : ",\n{")
                .append(ACCOUNT)
                .append("\"tagId\":\"")
                .append(tags)
                .append("\",\"name\":");
        JsonText.append(text, tagNames.unique(defused(export.name())));
        if (export.type() == PixelType.IMAGE) {
            appendImage(export.url());
        } else {
            appendScript(export);
        }
        text.append(",\"firingTriggerId\":[\"")
                .append(settings.path().flatMap(rule -> rule).map(this::trigger).orElse(ALL_PAGES))
                .append("\"],\"tagFiringOption\":\"ONCE_PER_EVENT\",\"consentSettings\":");
        appendConsent(settings.consent());
        text.append('}');
    }

    private void appendImage(String url) {
        text.append(",\"type\":\"img\",\"parameter\":[");
        parameter("TEMPLATE", "url", url).append(',');
        parameter("BOOLEAN", "useCacheBuster", "true").append(',');
        parameter("TEMPLATE", "cacheBusterQueryParam", "gtmcb").append(']');
    }

    private void appendScript(PixelExport export) {
        text.append(",\"type\":\"html\",\"parameter\":[");
        parameter("TEMPLATE", "html", HtmlTag.element(export)).append(',');
        parameter("BOOLEAN", "supportDocumentWrite", "true").append(']');
    }

    private void appendConsent(Optional<List<String>> types) {
        if (types.isEmpty()) {
            text.append("{\"consentStatus\":\"NOT_SET\"}");
        } else if (types.get().isEmpty()) {
            text.append("{\"consentStatus\":\"NOT_NEEDED\"}");
        } else {
            text.append("{\"consentStatus\":\"NEEDED\",\"consentType\":{\"type\":\"LIST\",\"list\":[");
            for (int at = 0; at < types.get().size(); at++) {
                text.append(at == 0 ? "" : ",").append("{\"type\":\"TEMPLATE\",\"value\":");
                JsonText.append(text, types.get().get(at)).append('}');
            }
            text.append("]}}");
        }
    }

    private StringBuilder parameter(String type, String key, String value) {
        text.append("{\"type\":\"")
                .append(type)
                .append("\",\"key\":\"")
                .append(key)
                .append("\",\"value\":");
        return JsonText.append(text, value).append('}');
    }

    private String trigger(PathRule rule) {
        return triggers.computeIfAbsent(rule, added -> Integer.toString(triggers.size() + 1));
    }

    /** What was written since the last time. */
    String taken() {
        String taken = text.toString();
        text.setLength(0);
        return taken;
    }

    String end() {
        text.append("],\"trigger\":[");
        triggers.forEach(this::appendTrigger);
        text.append("],\"builtInVariable\":[");
        if (!triggers.isEmpty()) {
            text.append("{").append(ACCOUNT).append("\"type\":\"PAGE_PATH\",\"name\":\"Page Path\"}");
        }
        return text.append("]}}").toString();
    }

    private void appendTrigger(PathRule rule, String id) {
        text.append(id.equals("1") ? "\n{" : ",\n{")
                .append(ACCOUNT)
                .append("\"triggerId\":\"")
                .append(id)
                .append("\",\"name\":");
        JsonText.append(text, triggerNames.unique(defused(rule.toString())))
                .append(",\"type\":\"PAGEVIEW\",\"filter\":[{\"type\":\"")
                .append(rule.type())
                .append("\",\"parameter\":[");
        parameter("TEMPLATE", "arg0", "{{Page Path}}").append(',');
        parameter("TEMPLATE", "arg1", rule.text()).append("]}]}");
    }

    /** A name that refers to no variable. */
    private static String defused(String name) {
        String line = Text.onOneLine(name).strip();
        return !Text.isVisible(line) ? "Pixel" : line.replaceAll("\\{(?=\\{)", "{ ");
    }
}
