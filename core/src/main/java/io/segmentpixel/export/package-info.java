/**
 * From a segment to the text that goes into a page: an export, the formats that write it, and where the text is delivered.
 *
 * <pre>{@code
 * PixelExport export = PixelExport.of(cart).asImage().withValue(5);
 * export.url(); // https://secure.adnxs.com/seg?add=528336:5&t=2
 * TagDelivery.toFile(Path.of("tags.html")).deliver(ExportFormats.htmlTag(), export);
 * }</pre>
 *
 * <p>All values are immutable; an option returns a new one. No parameter may be null ({@link NullPointerException}), and an
 * export that would break a rule is not built: {@link IllegalArgumentException}, with a message that names the field, the
 * value and the rule.
 */
@NullMarked
package io.segmentpixel.export;

import org.jspecify.annotations.NullMarked;
