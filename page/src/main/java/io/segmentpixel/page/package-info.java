/**
 * Tags into pages, and out again.
 *
 * <pre>{@code
 * String withTag = PagePlacer.atEndOfBody().place(page, PixelExport.of(segment));
 * }</pre>
 *
 * <p>A page is text that somebody wrote by hand or by a program, with all its oddities. It is parsed to find the right place,
 * and the tag is spliced into the original text; nothing else in it changes.
 */
@NullMarked
package io.segmentpixel.page;

import org.jspecify.annotations.NullMarked;
