package io.segmentpixel.export;

/**
 * A format whose text may stand in an HTML page: the only kind that can be placed on one.
 *
 * <pre>{@code
 * HtmlFormat bare = export -> "<img src=\"" + export.asImage().url() + "\" alt=\"\">";
 * }</pre>
 *
 * <p>Whoever writes one takes care that no name and no address ends a comment, an attribute or an element early.
 */
@FunctionalInterface
public interface HtmlFormat extends ExportFormat {}
