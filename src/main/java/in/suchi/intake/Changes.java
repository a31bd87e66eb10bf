package in.suchi.intake;

import java.util.ArrayList;
import java.util.List;

/** Gathers the repairs of one row; costs nothing while there are none. */
final class Changes {

    private List<Change> list;

    void add(ExtractColumn column, String code, String original) {
        if (list == null) {
            list = new ArrayList<>(4);
        }
        list.add(new Change(column.column(), code, original));
    }

    List<Change> toList() {
        return list == null ? List.of() : List.copyOf(list);
    }
}
