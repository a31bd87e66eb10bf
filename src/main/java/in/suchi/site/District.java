package in.suchi.site;

import java.util.List;

/**
 * A district by its LGD code.
 *
 * @param lgd code in the Local Government Directory
 * @param nameEn English name, as rosters show it
 * @param nameHi Hindi name
 * @param aliases other spellings under which the district is met
 * @param slug the name in file names, queues and addresses ({@code east-champaran})
 */
public record District(int lgd, String nameEn, String nameHi, List<String> aliases, String slug) {

    public District {
        aliases = List.copyOf(aliases);
    }
}
