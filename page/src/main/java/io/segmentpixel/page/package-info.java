/**
 * Tags into pages, and out again; and what stands on pages, and is wrong there.
 *
 * <pre>{@code
 * String withTag = PagePlacer.atEndOfBody().place(page, PixelExport.of(segment)); // a page
 * SitePlacer.of(funnel).place(Path.of("site"));                                   // a directory of pages
 * VastPlacer.onImpression().place(vast, PixelExport.of(segment).asImage());       // a video's creative
 * PageAudit.of(page).findings();                                                  // what is wrong on a page
 * SiteAudit.on(PageContext.https()).directory(Path.of("site"));                   // and on a site
 * }</pre>
 *
 * <p>A page is text that somebody wrote by hand or by a program, with all its oddities. It is parsed to find the right place,
 * and the tag is spliced into the original text; nothing else in it changes.
 */
@NullMarked
package io.segmentpixel.page;

import org.jspecify.annotations.NullMarked;
