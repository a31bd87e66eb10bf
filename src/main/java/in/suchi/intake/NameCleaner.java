package in.suchi.intake;

/** Cleans the two names of a row together: each is the other's fall-back. */
final class NameCleaner {

    /**
     * @param heldReason {@code null}, or why the name needs an officer's look
     * @param usable whether there is any name to call the person by
     */
    record Names(String name, String nameHi, String heldReason, boolean usable) {}

    private final TextCleaner texts;

    NameCleaner(TextCleaner texts) {
        this.texts = texts;
    }

    Names clean(String rawName, String rawNameHi, Changes changes) {
        TextCleaner.Result latin = texts.clean(rawName, ExtractColumn.NAME, "name", changes);
        TextCleaner.Result hindi = texts.clean(rawNameHi, ExtractColumn.NAME_HI, "name", changes);
        String name = hasLetters(latin) ? latin.text() : "";
        String nameHi = hasLetters(hindi) ? hindi.text() : "";
        if (latin.text().length() > name.length()) {
            changes.add(ExtractColumn.NAME, "name_without_letters", rawName);
        }
        if (hindi.text().length() > nameHi.length()) {
            changes.add(ExtractColumn.NAME_HI, "name_without_letters", rawNameHi);
        }
        boolean unreadable = (latin.damaged() && !name.isEmpty()) || (hindi.damaged() && !nameHi.isEmpty());
        if (unreadable) {
            return new Names(name, nameHi, HeldReason.NAME_UNREADABLE, true);
        }
        if (!nameHi.isEmpty() && !Text.hasDevanagari(nameHi) && LegacyFont.isLikely(nameHi, name)) {
            changes.add(ExtractColumn.NAME_HI, "name_krutidev", rawNameHi);
            return name.isEmpty()
                    ? new Names("", nameHi, HeldReason.NAME_LEGACY_FONT, true)
                    : new Names(name, "", null, true);
        }
        return new Names(name, nameHi, null, !name.isEmpty() || !nameHi.isEmpty());
    }

    private static boolean hasLetters(TextCleaner.Result result) {
        String text = result.text();
        for (int i = 0; i < text.length(); i++) {
            if (Character.isLetter(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }
}
