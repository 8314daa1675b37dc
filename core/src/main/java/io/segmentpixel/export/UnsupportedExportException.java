package io.segmentpixel.export;

import java.util.Objects;

/**
 * A format cannot carry an export.
 *
 * <pre>{@code
 * ExportFormat secureOnly = export -> {
 *     if (!export.isSecure()) {
 *         throw new UnsupportedExportException(export, "must be secure");
 *     }
 *     return export.url();
 * };
 * }</pre>
 */
public final class UnsupportedExportException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** Why the format cannot carry the export. */
    private final String reason;

    /**
     * Says which export cannot be carried, and why.
     *
     * @param export the export
     * @param reason what the format asks for that the export does not have
     */
    public UnsupportedExportException(PixelExport export, String reason) {
        super(message(Objects.requireNonNull(export, "export"), Objects.requireNonNull(reason, "reason")));
        this.reason = reason;
    }

    private static String message(PixelExport export, String reason) {
        return "export \"" + Text.onOneLine(export.name()) + "\" " + export.url() + ": " + reason;
    }

    /**
     * Why the format cannot carry the export.
     *
     * @return the last part of the message
     */
    public String reason() {
        return reason;
    }
}
