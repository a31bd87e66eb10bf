package in.suchi.list;

import com.fasterxml.jackson.annotation.JsonProperty;
import in.suchi.csv.CsvWriter;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/** The files a list can be had as. */
public enum ListFormat {
    /** UTF-8, RFC 4180, no cell that a spreadsheet would run. */
    @JsonProperty("csv")
    CSV("csv", "text/csv; charset=UTF-8", list -> CsvWriter.toText(list.columns(), list.people())
            .getBytes(StandardCharsets.UTF_8)),
    /** A workbook of one sheet; every text is stored as text, mobiles too. */
    @JsonProperty("xlsx")
    XLSX("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Workbooks::render),
    /** Paper: A4 with heading, digest and page numbers. */
    @JsonProperty("pdf")
    PDF("pdf", "application/pdf", PrintedList::render);

    private final String suffix;
    private final String mediaType;
    private final Function<ListContent, byte[]> renderer;

    ListFormat(String suffix, String mediaType, Function<ListContent, byte[]> renderer) {
        this.suffix = suffix;
        this.mediaType = mediaType;
        this.renderer = renderer;
    }

    public String mediaType() {
        return mediaType;
    }

    public String fileName(ListContent list) {
        return list.fileStem() + "." + suffix;
    }

    public byte[] render(ListContent list) {
        return renderer.apply(list);
    }
}
