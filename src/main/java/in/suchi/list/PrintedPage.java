package in.suchi.list;

import in.suchi.list.PrintedText.Run;
import java.util.List;
import java.util.Map;

/**
 * What stands on paper, as {@code list.fo.xml} asks for it.
 *
 * @param note what the list is and what it replaces
 * @param footer on every page, so that a page that was lost is known
 * @param rows cells, each of some lines
 */
record PrintedPage(
        List<Run> title,
        List<Run> site,
        List<Run> place,
        String note,
        String footer,
        List<PrintedColumn> columns,
        List<List<List<List<Run>>>> rows) {

    static PrintedPage of(ListContent list) {
        Map<String, String> facts = ListFacts.of(list);
        String session = facts.get("session");
        return new PrintedPage(
                PrintedText.runs("%s · %s · %s, %s"
                        .formatted(list.kind().title(), list.kind().titleHi(), facts.get("date"), facts.get("time"))),
                PrintedText.runs(facts.get("site")),
                PrintedText.runs(facts.get("district") + " · session " + session),
                list.note(),
                "%s · revision %d · %d people · digest %s"
                        .formatted(session, list.revision(), list.people().size(), list.digest()),
                PrintedColumn.of(list),
                PrintedColumn.rows(list));
    }
}
