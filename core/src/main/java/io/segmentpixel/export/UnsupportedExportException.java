package io.segmentpixel.export;

import java.util.Objects;
import java.util.OptionalLong;

/**
 * A format cannot carry an export, say a script where only images can stand.
 *
 * <pre>{@code
 * ExportFormat secureOnly = export -> {
 *     if (!export.isSecure()) {
 *         throw new UnsupportedExportException(export, "must be secure");
 *     }
 *     return export.url();
 * };
 * }</pre>
 *
 * <p>What to do: change the export as the {@link #reason} says, or choose another format. {@link ExportFormat#refusal} asks
 * beforehand.
 */
public final class UnsupportedExportException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** Why the format cannot carry the export. */
    private final String reason;

    /** Which of many it was, counted from 1; 0 if it was alone. */
    private final long item;

    /**
     * Says which export cannot be carried, and why.
     *
     * @param export the export
     * @param reason what the format asks for that the export does not have
     */
    public UnsupportedExportException(PixelExport export, String reason) {
        super(message(Objects.requireNonNull(export, "export"), Objects.requireNonNull(reason, "reason")));
        this.reason = reason;
        this.item = 0;
    }

    private UnsupportedExportException(String message, String reason, long item, UnsupportedExportException cause) {
        super(message, cause);
        this.reason = reason;
        this.item = item;
    }

    /** The same, of one of many. */
    UnsupportedExportException asItem(long number) {
        return new UnsupportedExportException("item " + number + ", " + getMessage(), reason, number, this);
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

    /**
     * Which of many exports it is that cannot be carried.
     *
     * @return counted from 1; empty if the export was rendered alone
     */
    public OptionalLong item() {
        return item == 0 ? OptionalLong.empty() : OptionalLong.of(item);
    }
}
