package in.suchi.notice;

import in.suchi.config.CheckRun;
import in.suchi.config.ConfigurationProblem;
import in.suchi.config.InvalidValue;
import in.suchi.config.StrictYaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The wordings of config/sms: one file a kind (invite.yaml, …), in it Hindi and, where wanted, English. */
public final class SmsTemplates {
    /** What a person must read in a notice of the kind to be able to act upon it. */
    private static final Map<NoticeKind, Set<SmsVariable>> NEEDED = Map.of(
            NoticeKind.INVITE, EnumSet.of(SmsVariable.SITE, SmsVariable.DATE, SmsVariable.TIME),
            NoticeKind.CHANGE, EnumSet.of(SmsVariable.SITE, SmsVariable.DATE, SmsVariable.TIME),
            NoticeKind.REMINDER, EnumSet.of(SmsVariable.SITE, SmsVariable.DATE, SmsVariable.TIME),
            NoticeKind.CANCELLATION, EnumSet.of(SmsVariable.DATE));

    private final Map<NoticeKind, Map<Language, SmsWording>> wordings;

    private SmsTemplates(Map<NoticeKind, Map<Language, SmsWording>> wordings) {
        this.wordings = wordings;
    }

    /** As {@link #load(Path, Function)}, with files that hold no placeholders. */
    public static SmsTemplates load(Path folder) {
        return load(folder, name -> null);
    }

    /**
     * @param placeholders the values of {@code ${name}} in the files, null where there is none
     * @throws ConfigurationProblem for a missing or unknown file, an unknown key or variable, or a wording that does
     *     not agree with its registered form
     */
    public static SmsTemplates load(Path folder, Function<String, String> placeholders) {
        refuseUnknownFiles(folder);
        Map<NoticeKind, Map<Language, SmsWording>> wordings = new EnumMap<>(NoticeKind.class);
        for (NoticeKind kind : NoticeKind.values()) {
            wordings.put(kind, read(folder, kind, placeholders));
        }
        return new SmsTemplates(wordings);
    }

    /** The files that can be used, for {@code check}: what is wrong with each is noted. Empty where the folder is missing. */
    static Optional<SmsTemplates> loadEach(Path folder, CheckRun run) {
        Map<NoticeKind, Map<Language, SmsWording>> wordings = new EnumMap<>(NoticeKind.class);
        run.attempt(() -> {
            refuseUnknownFiles(folder);
            return folder;
        });
        for (NoticeKind kind : NoticeKind.values()) {
            run.attempt(() -> read(folder, kind, run.properties())).ifPresent(ofKind -> wordings.put(kind, ofKind));
        }
        return wordings.isEmpty() ? Optional.empty() : Optional.of(new SmsTemplates(wordings));
    }

    private static Map<Language, SmsWording> read(Path folder, NoticeKind kind, Function<String, String> placeholders) {
        Path file = folder.resolve(kind.wireName() + ".yaml");
        if (!Files.exists(file)) {
            throw new ConfigurationProblem(file, "the file", null, "write the wording of this kind of notice");
        }
        Map<Language, SmsWording> ofKind = new EnumMap<>(Language.class);
        StrictYaml.read(file, Wordings.class, placeholders).byLanguage().forEach((language, template) -> {
            refuseIncomplete(file, kind, language, template);
            ofKind.put(language, new SmsWording(kind, language, template));
        });
        return ofKind;
    }

    List<SmsWording> all() {
        return wordings.values().stream()
                .flatMap(ofKind -> ofKind.values().stream())
                .toList();
    }

    /** The language a notice is written in: the one wanted, or Hindi where it has no wording for this kind. */
    public Language written(NoticeKind kind, Language wanted) {
        return wordings.get(kind).containsKey(wanted) ? wanted : Language.DEFAULT;
    }

    /**
     * The text of a notice; in Hindi where there is no wording in the language asked for.
     *
     * @param variables by the names of {@link SmsVariable}, in the language that {@link #written} gives; those the wording does not use are left alone
     */
    public Composition compose(NoticeKind kind, Language language, Map<String, String> variables) {
        return wordings.get(kind).get(written(kind, language)).compose(variables);
    }

    /** Which wordings differ in the newer ones, as {@code invite/hi}; also those that only one of the two has. */
    public List<String> changesTo(SmsTemplates newer) {
        Map<String, SmsTemplate> before = byName();
        Map<String, SmsTemplate> after = newer.byName();
        Set<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        return names.stream()
                .filter(name -> !Objects.equals(before.get(name), after.get(name)))
                .toList();
    }

    private Map<String, SmsTemplate> byName() {
        Map<String, SmsTemplate> byName = new TreeMap<>();
        wordings.forEach((kind, ofKind) -> ofKind.forEach(
                (language, wording) -> byName.put(kind.wireName() + "/" + language.code(), wording.template())));
        return byName;
    }

    /** The DLT template that a notice of each kind and language is composed with, by {@code kind/language}. */
    public Map<String, String> templateIds() {
        Map<String, String> ids = new TreeMap<>();
        wordings.forEach((kind, ofKind) -> {
            for (Language language : Language.values()) {
                SmsTemplate used = ofKind.get(written(kind, language)).template();
                ids.put(kind.wireName() + "/" + language.code(), used.templateId());
            }
        });
        return ids;
    }

    /** What a text made from the template is submitted with: header and entity; empty for a template no longer here. */
    Optional<SmsTemplate> find(String templateId) {
        return wordings.values().stream()
                .flatMap(ofKind -> ofKind.values().stream())
                .map(SmsWording::template)
                .filter(template -> template.templateId().equals(templateId))
                .findFirst();
    }

    /**
     * Composes every wording with every short name of a site and the longest date and time there is, as one would
     * before messaging anyone.
     *
     * @param shortNames per language the short names of all sites
     * @param helpLine the help-line number in use, where a wording has it; else null
     */
    public List<TemplateCheck> checkWithLongest(Map<Language, List<String>> shortNames, String helpLine) {
        List<TemplateCheck> checks = new ArrayList<>();
        wordings.values().forEach(ofKind -> ofKind.values()
                .forEach(wording ->
                        checks.add(check(wording, shortNames.getOrDefault(wording.language(), List.of()), helpLine))));
        return checks;
    }

    private static TemplateCheck check(SmsWording wording, List<String> shortNames, String helpLine) {
        Language language = wording.language();
        String date = longest(IntStream.rangeClosed(1, 366)
                .mapToObj(day -> SmsVariable.date(language, LocalDate.ofYearDay(2024, day))));
        String time = longest(IntStream.range(0, 48)
                .mapToObj(half -> SmsVariable.time(language, LocalTime.MIDNIGHT.plusMinutes(30L * half))));
        List<String> problems = new ArrayList<>();
        SmsText most = null;
        for (String name : shortNames) {
            Composition composition = wording.compose(
                    Map.of("site", name, "date", date, "time", time, "help-line", helpLine == null ? "" : helpLine));
            if (composition instanceof Composition.Refused refused) {
                problems.add(refused.message());
            } else if (composition instanceof SmsText text
                    && (most == null
                            || text.segments().units() > most.segments().units()
                            || text.segments().parts() > most.segments().parts())) {
                most = text;
            }
        }
        return new TemplateCheck(
                wording.kind(), language, most, problems.stream().distinct().toList());
    }

    private static String longest(Stream<String> values) {
        return values.max(Comparator.comparingInt(String::length)).orElseThrow();
    }

    private static void refuseIncomplete(Path file, NoticeKind kind, Language language, SmsTemplate template) {
        for (SmsVariable needed : NEEDED.get(kind)) {
            if (!template.variables().contains(needed.wireName())) {
                throw ConfigurationProblem.inYaml(
                        file, language.code() + ".text", template.text(), "say {" + needed.wireName() + "} in it");
            }
        }
    }

    private static void refuseUnknownFiles(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(f -> f.toString().endsWith(".yaml") || f.toString().endsWith(".yml"))
                    .filter(f -> NoticeKind.ofWireName(stem(f)).isEmpty()
                            || f.toString().endsWith(".yml"))
                    .findFirst()
                    .ifPresent(f -> {
                        throw new ConfigurationProblem(
                                f,
                                "the file's name",
                                String.valueOf(f.getFileName()),
                                "name it invite.yaml, change.yaml, cancellation.yaml or reminder.yaml, or remove it");
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be read: the folder with the wordings is missing", e);
        }
    }

    private static String stem(Path file) {
        return String.valueOf(file.getFileName()).replaceFirst("\\.[^.]*$", "");
    }

    /** The content of one file. */
    record Wordings(SmsTemplate hi, SmsTemplate en) {
        Wordings {
            InvalidValue.present("hi", hi, "write the Hindi wording: it is the default language");
        }

        Map<Language, SmsTemplate> byLanguage() {
            Map<Language, SmsTemplate> wordings = new EnumMap<>(Language.class);
            wordings.put(Language.HINDI, hi);
            if (en != null) {
                wordings.put(Language.ENGLISH, en);
            }
            return wordings;
        }
    }
}
