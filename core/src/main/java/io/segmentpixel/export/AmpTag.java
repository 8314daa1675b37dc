package io.segmentpixel.export;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** AMP's own element for pixels. AMP fills in words of its own wherever they stand in an address, even inside other words. */
final class AmpTag implements Tag {
    /** What amp-pixel substitutes, by AMP's page on variable substitutions. */
    private static final List<String> WORDS = List.of(
            "RANDOM",
            "COUNTER",
            "CANONICAL_",
            "DOCUMENT_CHARSET",
            "DOCUMENT_REFERRER",
            "EXTERNAL_REFERRER",
            "TITLE",
            "AMPDOC_",
            "SOURCE_",
            "PAGE_VIEW_ID",
            "QUERY_PARAM",
            "FRAGMENT_PARAM",
            "LINKER_PARAM",
            "CLIENT_ID",
            "VARIANT",
            "SHARE_TRACKING_",
            "AMP_GEO",
            "TIMESTAMP",
            "TIMEZONE",
            "SCROLL_",
            "SCREEN_",
            "AVAILABLE_SCREEN_",
            "VIEWPORT_",
            "USER_AGENT",
            "UACH",
            "AMP_USER_LOCATION",
            "BROWSER_LANGUAGE",
            "VIEWER",
            "TOTAL_ENGAGED_TIME",
            "INCREMENTAL_ENGAGED_TIME",
            "NAV_TIMING",
            "NAV_TYPE",
            "NAV_REDIRECT_COUNT",
            "PAGE_LOAD_TIME",
            "DOMAIN_LOOKUP_TIME",
            "TCP_CONNECT_TIME",
            "SERVER_RESPONSE_TIME",
            "PAGE_DOWNLOAD_TIME",
            "REDIRECT_TIME",
            "DOM_INTERACTIVE_TIME",
            "CONTENT_LOAD_TIME",
            "FIRST_CONTENTFUL_PAINT",
            "FIRST_VIEWPORT_READY",
            "MAKE_BODY_VISIBLE",
            "LARGEST_CONTENTFUL_PAINT",
            "FIRST_INPUT_DELAY",
            "CUMULATIVE_LAYOUT_SHIFT",
            "ACCESS_READER_ID",
            "AUTHDATA",
            "AMP_VERSION",
            "AMP_STATE",
            "BACKGROUND_STATE",
            "VIDEO_STATE",
            "STORY_",
            "CONSENT_METADATA",
            "CONSENT_STATE",
            "CONSENT_STRING",
            "HTML_ATTR",
            "ANCESTOR_ORIGIN",
            "FIRST_SEEN");

    @Override
    public Set<Option> options() {
        return Set.of(Option.CACHE_BUSTER_MACRO, Option.OWN_CACHE_BUSTER);
    }

    @Override
    public Optional<String> refusal(PixelExport export, TagOptions options) {
        if (!export.isSecure()) {
            return Optional.of("is not secure, and AMP takes https only");
        }
        String url = options.url(export);
        return Tag.imageOnly(export).or(() -> WORDS.stream()
                .filter(url::contains)
                .findFirst()
                .map(word -> "holds " + word + ", which AMP would fill in with something else"));
    }

    @Override
    public void append(PixelExport export, TagOptions options, StringBuilder target) {
        String url = options.url(export) + (options.hasOwnCacheBuster() ? "&cb=RANDOM" : "");
        target.append("<amp-pixel src=\"")
                .append(url.replace("&", "&amp;"))
                .append("\" layout=\"nodisplay\"></amp-pixel>");
    }
}
