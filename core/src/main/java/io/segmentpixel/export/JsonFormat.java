package io.segmentpixel.export;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Objects for a program. */
final class JsonFormat extends LineFormat {
    @Override
    void append(PixelExport export, StringBuilder target) {
        JsonText.append(target.append("{\"name\":"), export.name());
        appendIds(Row.ids(export), target.append(",\"id\":"));
        appendCodes(Row.codes(export), target.append(",\"code\":"));
        JsonText.append(target.append(",\"type\":"), Row.type(export));
        JsonText.append(target.append(",\"url\":"), export.url());
        JsonText.append(target.append(",\"tag\":"), Row.tag(export)).append('}');
    }

    private static void appendIds(List<String> ids, StringBuilder target) {
        if (ids.size() == 1) {
            target.append(ids.get(0));
        } else {
            target.append(ids.isEmpty() ? "null" : ids.toString());
        }
    }

    private static void appendCodes(List<String> codes, StringBuilder target) {
        if (codes.size() == 1) {
            JsonText.append(target, codes.get(0));
            return;
        }
        target.append(codes.isEmpty() ? "null" : "[");
        for (int at = 0; at < codes.size(); at++) {
            JsonText.append(target.append(at == 0 ? "" : ","), codes.get(at));
        }
        target.append(codes.isEmpty() ? "" : "]");
    }

    @Override
    public void write(Stream<PixelExport> exports, Appendable target) throws IOException {
        Objects.requireNonNull(exports, "exports");
        Lines lines = new Lines(Objects.requireNonNull(target, "target"));
        Iterator<PixelExport> all = exports.iterator();
        lines.text().append('[');
        while (all.hasNext()) {
            lines.text().append('\n');
            lines.item(this, all.next());
            lines.text().append(all.hasNext() ? "," : "");
            lines.flush();
        }
        lines.text().append("\n]\n");
        lines.flush();
    }

    @Override
    public String toString() {
        return "json";
    }
}
