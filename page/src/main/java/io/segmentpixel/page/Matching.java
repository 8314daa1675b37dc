package io.segmentpixel.page;

import io.segmentpixel.export.PixelExport;
import java.util.List;

/**
 * What makes a page hold the tags that it should, and none that it should not.
 *
 * @param edits the changes of its text
 * @param placed what it did not hold
 * @param replaced what it held in an older version, or more than once
 * @param removed what it held and should not
 */
record Matching(Edits edits, List<PixelExport> placed, List<PixelExport> replaced, List<PixelExport> removed) {}
