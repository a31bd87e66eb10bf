package in.suchi.sandbox;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

/** Draws people one after another: good rows, defective ones, second registrations, rows that come again later. */
final class Crowd {
    /** 14 December 2020, the first day of registration, on an Indian clock. */
    private static final long FIRST_DAY = 1_607_904_000L;

    private static final int REGISTRATION_SECONDS = 29 * 86_400 + 18 * 3_600;
    private static final int REMEMBERED = 2_000;
    private static final long MOBILES = 100_000_000L;
    private static final long FIRST_MOBILE = 6_100_000_000L;
    private static final long STRIDE = 48_271;
    private static final double AWAY = 0.34;
    private static final double SHARED_MOBILE = 0.01;
    private static final double SAME_MOMENT = 0.03;
    private static final double OTHER_DISTRICT_NAME = 0.03;
    private static final String[] NEAR = {"Durga Mandir", "Railway Station", "Masjid", "Middle School", "Block Office"};

    /** A row to be written again, once so many rows have passed. */
    private record Later(int notBefore, RowDraft row) {}

    private final GeneratorPlaces places;
    private final NameBook names;
    private final GeneratorOptions options;
    private final Random random;
    private final long mobileOffset;
    private final List<PostingBook> books = new ArrayList<>();
    private final DefectMaker defects;
    private final Deque<Defect> firstOfEach;
    private final int defectWeight =
            Arrays.stream(Defect.values()).mapToInt(Defect::weight).sum();
    private final List<RowDraft> remembered = new ArrayList<>();
    private final Deque<Later> later = new ArrayDeque<>();
    private long mobiles;
    private long lastRegistered = FIRST_DAY;
    private RowDraft lastGood;
    private int sharing;

    Crowd(GeneratorPlaces places, NameBook names, long seed, GeneratorOptions options) {
        this.places = places;
        this.names = names;
        this.options = options;
        this.random = new Random(seed);
        this.mobileOffset = Math.floorMod(seed * 7_919, MOBILES);
        this.defects = new DefectMaker(places);
        var known = places.districtsWithSites();
        var wanted = options.districts().isEmpty() ? known : List.copyOf(new TreeSet<>(options.districts()));
        for (var district : wanted) {
            if (!known.contains(district)) {
                throw new IllegalArgumentException("no active site in district " + district + "; known are " + known);
            }
            var book = new PostingBook(district, places);
            books.addAll(Collections.nCopies(book.weight(), book));
        }
        var each = new ArrayList<>(List.of(Defect.values()));
        Collections.shuffle(each, random);
        // It needs an earlier person whose id it can take.
        each.remove(Defect.DUP_REGISTRATION_ID);
        each.add(Defect.DUP_REGISTRATION_ID);
        this.firstOfEach = new ArrayDeque<>(each);
    }

    /** The rows of the i-th registration, after earlier rows that are due again. */
    List<RowDraft> next(int i) {
        var rows = new ArrayList<RowDraft>(2);
        while (!later.isEmpty() && later.peek().notBefore() <= i) {
            rows.add(later.remove().row());
        }
        double lot = random.nextDouble();
        if (lot < options.defectShare()) {
            rows.add(defective(i));
        } else if (lot < options.defectShare() + options.duplicateShare() && !remembered.isEmpty()) {
            rows.add(secondRegistration(i));
        } else {
            var row = good(i);
            rows.add(row);
            if (random.nextDouble() < options.repeatShare()) {
                comesAgain(row, i);
            } else {
                remember(row);
            }
        }
        return rows;
    }

    /** Rows still due again at the end of the file. */
    List<RowDraft> rest() {
        var rows = later.stream().map(Later::row).toList();
        later.clear();
        return rows;
    }

    private RowDraft good(int i) {
        var row = new RowDraft();
        var book = books.get(random.nextInt(books.size()));
        row.id = id(i);
        WorkforceBook.draw(row, random);
        row.person = names.draw(row.gender, random);
        row.yearOfBirth = 1961 + random.nextInt(42);
        row.mobile = mobile();
        row.posting = book.draw(random);
        home(row);
        row.registered = registered();
        row.type();
        var aliases = places.aliasesOf(row.posting.district());
        if (!aliases.isEmpty() && random.nextDouble() < OTHER_DISTRICT_NAME) {
            row.typedDistrict = aliases.get(random.nextInt(aliases.size()));
        }
        return row;
    }

    private RowDraft defective(int i) {
        var defect = firstOfEach.isEmpty() ? weighted() : firstOfEach.poll();
        var row = good(i);
        if (defect == Defect.DUP_REGISTRATION_ID) {
            if (remembered.isEmpty()) {
                defect = Defect.MOB_PLUS91;
            } else {
                takeIdOf(forget(), row);
            }
        }
        var book = books.stream()
                .filter(b -> b.district().equals(row.posting.district()))
                .findFirst()
                .orElseThrow();
        defects.apply(defect, row, book, nextMobile(), random);
        return row;
    }

    /** Another human being under an id that is taken: both name and year of birth differ. */
    private void takeIdOf(RowDraft first, RowDraft row) {
        row.id = first.id;
        while (sharesAWord(row.person.latin(), first.person.latin())) {
            row.person = names.draw(row.gender, random);
        }
        if (row.yearOfBirth == first.yearOfBirth) {
            row.yearOfBirth = first.yearOfBirth == 1961 ? 1985 : first.yearOfBirth - 1;
        }
        var typedDistrict = row.typedDistrict;
        row.type();
        row.typedDistrict = typedDistrict;
    }

    private RowDraft secondRegistration(int i) {
        var first = forget();
        var row = first.copy();
        row.id = id(i);
        row.duplicateOf = first.id;
        row.registered = registered();
        int kind = random.nextInt(10);
        if (kind < 5) {
            row.duplicateKind = "changed_mobile";
            row.mobile = nextMobile();
        } else if (kind < 8) {
            row.duplicateKind = "name_spelling";
        } else {
            row.duplicateKind = "exact";
        }
        var typedDistrict = row.typedDistrict;
        row.type();
        row.typedDistrict = typedDistrict;
        if (row.duplicateKind.equals("name_spelling")) {
            row.name = respelt(row.name);
            row.cleanName = row.name;
        }
        return row;
    }

    private void comesAgain(RowDraft row, int i) {
        var again = row.copy();
        if (random.nextBoolean()) {
            again.mobile = nextMobile();
            again.typedMobile = again.mobile;
            again.cleanMobile = again.mobile;
        }
        row.expected = Expected.REPEATED;
        row.defect = "repeated_row";
        later.add(new Later(i + 1 + random.nextInt(50), again));
    }

    private Defect weighted() {
        int at = random.nextInt(defectWeight);
        for (var defect : Defect.values()) {
            at -= defect.weight();
            if (at < 0) {
                return defect;
            }
        }
        throw new IllegalStateException("weights do not add up");
    }

    private void home(RowDraft row) {
        var district = row.posting.district();
        if (random.nextDouble() < AWAY) {
            var all = places.allDistricts();
            district = all.get(random.nextInt(all.size()));
        }
        var pincodes = places.pincodesOf(district);
        boolean same = district.equals(row.posting.district()) && random.nextBoolean();
        row.homePincode = same
                ? row.posting.pincode()
                : pincodes.get(random.nextInt(pincodes.size())).pincode();
        var villages = places.villagesAt(row.homePincode);
        var village = villages.isEmpty() ? "Main Road" : villages.get(random.nextInt(villages.size()));
        row.address = switch (random.nextInt(5)) {
            case 0 -> "Vill " + village + ", PO " + village + ", Dist " + district;
            case 1 -> "Ward No " + (1 + random.nextInt(40)) + ", " + village + ", " + district;
            case 2 -> "Mohalla " + village + ", Near " + NEAR[random.nextInt(NEAR.length)] + ", " + district;
            case 3 ->
                "H.No. " + (1 + random.nextInt(40)) + "/" + (1 + random.nextInt(90)) + ", " + village + ", " + district;
            default -> village + ", " + district;
        };
    }

    private long registered() {
        if (random.nextDouble() >= SAME_MOMENT) {
            lastRegistered = FIRST_DAY + random.nextInt(REGISTRATION_SECONDS);
        }
        return lastRegistered;
    }

    /** Mostly a number of one's own, sometimes that of the good row before, for at most four people in all. */
    private String mobile() {
        if (lastGood != null && sharing < 3 && random.nextDouble() < SHARED_MOBILE) {
            sharing++;
            return lastGood.mobile;
        }
        sharing = 0;
        return nextMobile();
    }

    private String nextMobile() {
        while (true) {
            long tail = Math.floorMod(mobileOffset + mobiles++ * STRIDE, MOBILES);
            // 6111111111 would be taken for a placeholder.
            if (tail != 11_111_111L) {
                return String.valueOf(FIRST_MOBILE + tail);
            }
        }
    }

    private void remember(RowDraft row) {
        lastGood = row;
        if (remembered.size() < REMEMBERED) {
            remembered.add(row);
        } else {
            remembered.set(random.nextInt(REMEMBERED), row);
        }
    }

    private RowDraft forget() {
        int at = random.nextInt(remembered.size());
        var row = remembered.get(at);
        remembered.set(at, remembered.get(remembered.size() - 1));
        remembered.remove(remembered.size() - 1);
        return row;
    }

    private static boolean sharesAWord(String one, String other) {
        var words = List.of(other.split(" "));
        return Arrays.stream(one.split(" ")).anyMatch(words::contains);
    }

    private static String respelt(String name) {
        for (var pair : new String[][] {{"ee", "i"}, {"oo", "u"}, {"sh", "s"}, {"w", "v"}, {"i", "ee"}, {"a", "aa"}}) {
            int at = name.indexOf(pair[0], 1);
            if (at > 0) {
                return name.substring(0, at) + pair[1] + name.substring(at + pair[0].length());
            }
        }
        return name;
    }

    private static String id(int i) {
        var number = String.valueOf(i);
        return "BR2021" + "0".repeat(Math.max(0, 6 - number.length())) + number;
    }
}
