package in.suchi.list;

import in.suchi.csv.SpreadsheetSafe;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** The workbook of a list: its rows as in the CSV, and on a second sheet what the list is and what it replaces. */
final class Workbooks {

    private static final double WIDEST = 40;
    private static final double NARROWEST = 8;

    private Workbooks() {}

    static byte[] render(ListContent list) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(bytes, "Suchi", "1.0")) {
            people(workbook.newWorksheet(list.kind().key()), list);
            about(workbook.newWorksheet("about"), list);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void people(Worksheet sheet, ListContent list) {
        row(sheet, 0, list.columns());
        sheet.range(0, 0, 0, list.columns().size() - 1).style().bold().set();
        for (int i = 0; i < list.people().size(); i++) {
            row(sheet, i + 1, list.people().get(i));
        }
        for (int column = 0; column < list.columns().size(); column++) {
            int at = column;
            int longest = list.people().stream()
                    .mapToInt(row ->
                            row.get(at) == null ? 0 : row.get(at).toString().length())
                    .max()
                    .orElse(0);
            double needed = Math.max(longest, list.columns().get(column).length()) + 2.0;
            sheet.width(column, Math.min(WIDEST, Math.max(NARROWEST, needed)));
        }
        sheet.freezePane(0, 1);
    }

    private static void about(Worksheet sheet, ListContent list) {
        int row = 0;
        for (Map.Entry<String, String> fact : ListFacts.of(list).entrySet()) {
            row(sheet, row++, List.of(fact.getKey(), fact.getValue()));
        }
        sheet.width(0, NARROWEST * 2);
        sheet.width(1, WIDEST * 2);
    }

    /** Numbers as numbers; every text as a text cell, which is never run, and safe also when saved as CSV. */
    private static void row(Worksheet sheet, int row, List<?> cells) {
        for (int column = 0; column < cells.size(); column++) {
            Object cell = cells.get(column);
            if (cell instanceof Number number) {
                sheet.value(row, column, number);
            } else if (cell != null) {
                sheet.value(row, column, SpreadsheetSafe.cell(cell.toString()));
            }
        }
    }
}
