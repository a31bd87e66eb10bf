package in.suchi.site;

import in.suchi.person.Pincode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The ladder of rungs, climbed once for one question: officer's rule, posting facility, posting pincode, nearest
 * to it, home pincode. Holds what is known so far and the steps taken.
 */
final class Ladder {
    private final PlacementQuestion question;
    private final PlaceLookup lookup;
    private final ReferenceTables tables;
    private final RuleBook rules;
    private final Posting posting;
    private final List<Step> steps = new ArrayList<>();
    /** Sites the facility's name fits equally well; empty where it fits none, or one that is decided. */
    private List<Site> tied = List.of();

    Ladder(PlacementQuestion question, PlaceLookup lookup, RuleBook rules) {
        this.question = question;
        this.lookup = lookup;
        this.tables = lookup.tables();
        this.rules = rules;
        this.posting = Posting.of(question, lookup);
    }

    Finding climb() {
        return byRule().or(this::byFacility).orElseGet(() -> switch (posting.standing()) {
            case USABLE -> byPostingPincode();
            case DISAGREES ->
                held(
                        HeldReason.POSTING_AND_DISTRICT_DISAGREE,
                        Basis.POSTING_PINCODE,
                        "Posting pincode " + question.postingPincode() + " lies in " + posting.whereabouts()
                                + ", not in the posting district " + question.district() + ".");
            case DISTRICT_UNKNOWN ->
                held(
                        HeldReason.POSTING_DISTRICT_UNKNOWN,
                        Basis.POSTING_PINCODE,
                        "The posting district '" + question.district() + "' is in no table, so posting pincode "
                                + question.postingPincode() + " cannot be trusted.");
            case NO_PINCODE -> byHomePincode();
        });
    }

    private Optional<Finding> byRule() {
        for (OfficerRule rule : rules.fitting(question)) {
            Optional<Site> site = tables.sites().find(rule.siteCode()).filter(Site::active);
            if (site.isPresent()) {
                return Optional.of(placed(
                        site.get(),
                        Basis.OFFICER_DECISION,
                        0,
                        "Rule " + rule.id() + " of an officer says "
                                + site.get().label() + "."));
            }
            step(
                    Basis.OFFICER_DECISION,
                    "Rule " + rule.id() + " of an officer says " + rule.siteCode() + ", which is no active site.");
        }
        return Optional.empty();
    }

    private Optional<Finding> byFacility() {
        if (question.facility().isEmpty()) {
            step(Basis.POSTING_FACILITY, "No posting facility is given.");
            return Optional.empty();
        }
        List<Site> fitting = lookup.facility(question.facility(), posting.facilityDistricts());
        if (fitting.size() > 1) {
            fitting = narrowed(fitting);
        }
        String where = posting.district().map(d -> " in " + d.nameEn()).orElse("");
        if (fitting.isEmpty()) {
            step(Basis.POSTING_FACILITY, "'" + question.facility() + "' is no known site" + where + ".");
        } else if (fitting.size() > 1) {
            tied = fitting;
            step(
                    Basis.POSTING_FACILITY,
                    "'" + question.facility() + "' fits several sites" + where + " equally: "
                            + String.join(
                                    ", ", fitting.stream().map(Site::label).toList()) + ".");
        } else if (!fitting.get(0).active()) {
            step(
                    Basis.POSTING_FACILITY,
                    "'" + question.facility() + "' is " + fitting.get(0).label() + ", which is not active.");
        } else {
            Site site = fitting.get(0);
            return Optional.of(
                    placed(site, Basis.POSTING_FACILITY, 0, "'" + question.facility() + "' is " + site.label() + "."));
        }
        return Optional.empty();
    }

    /** Of several fitting sites those at the posting pincode, else those that are active, if that leaves any. */
    private List<Site> narrowed(List<Site> fitting) {
        List<Site> there = fitting.stream()
                .filter(site -> posting.standing() == Posting.Standing.USABLE
                        && (site.pincode().equals(question.postingPincode())
                                || site.serves().contains(question.postingPincode())))
                .toList();
        List<Site> left = there.isEmpty() ? fitting : there;
        List<Site> active = left.stream().filter(Site::active).toList();
        return active.isEmpty() ? left.subList(0, 1) : active;
    }

    private Finding byPostingPincode() {
        return byPincode(
                question.postingPincode(),
                posting.lgds(),
                Basis.POSTING_PINCODE,
                Basis.NEAREST_TO_POSTING,
                "posting pincode ");
    }

    private Finding byHomePincode() {
        if (question.postingPincodeAmbiguous()) {
            return held(HeldReason.POSTING_AMBIGUOUS, Basis.POSTING_PINCODE, posting.problem());
        }
        step(Basis.POSTING_PINCODE, posting.problem());
        PincodePlace home = Optional.ofNullable(question.homePincode())
                .flatMap(tables.pincodes()::find)
                .orElse(null);
        if (home == null) {
            return held(
                    HeldReason.PINCODE_UNKNOWN,
                    Basis.HOME_PINCODE,
                    question.homePincode() == null
                            ? "No usable home pincode is given either."
                            : "Home pincode " + question.homePincode() + " is not in the table either.");
        }
        if (!question.postingGiven()) {
            return byPincode(home.pincode(), home.lgds(), Basis.HOME_PINCODE, Basis.HOME_PINCODE, "home pincode ");
        }
        if (posting.district().isEmpty()) {
            return question.district().isEmpty()
                    ? held(
                            HeldReason.PINCODE_UNKNOWN,
                            Basis.HOME_PINCODE,
                            "The home pincode does not help, since no posting district is given to compare it with.")
                    : held(
                            HeldReason.POSTING_DISTRICT_UNKNOWN,
                            Basis.HOME_PINCODE,
                            "The home pincode does not help, since the posting district '" + question.district()
                                    + "' is in no table.");
        }
        if (!home.lgds().contains(posting.district().get().lgd())) {
            return held(
                    HeldReason.HOME_OUTSIDE_POSTING_DISTRICT,
                    Basis.HOME_PINCODE,
                    "Home pincode " + home.pincode() + " lies in " + Posting.whereabouts(home)
                            + ", outside the posting district "
                            + posting.district().get().nameEn() + ".");
        }
        return byPincode(home.pincode(), posting.lgds(), Basis.HOME_PINCODE, Basis.HOME_PINCODE, "home pincode ");
    }

    /** Rungs 2 and 3 with one pincode. */
    private Finding byPincode(Pincode pincode, Set<Integer> lgds, Basis atBasis, Basis nearBasis, String word) {
        Optional<Site> there =
                tables.sites().activeAt(pincode).stream().filter(this::allowed).findFirst();
        if (there.isPresent()) {
            return placed(there.get(), atBasis, 0, there.get().label() + " is at " + word + pincode + ".");
        }
        step(atBasis, "No active site is at " + word + pincode + ".");
        PincodePlace place = tables.pincodes().find(pincode).orElseThrow();
        if (place.point().isEmpty()) {
            return held(
                    HeldReason.PINCODE_WITHOUT_PLACE,
                    nearBasis,
                    "The table has no point for " + word + pincode + ", so no site is known to be near.");
        }
        Optional<NearSite> near = nearest(place, lgds);
        if (near.isEmpty()) {
            return held(
                    HeldReason.NO_SITE_NEAR,
                    nearBasis,
                    "No active site lies within %.0f km of %s%s.".formatted(lookup.maxKm(), word, pincode));
        }
        Site site = near.get().site();
        return placed(
                site,
                nearBasis,
                near.get().distanceKm(),
                "%s is the nearest active site%s, %.1f km from %s%s."
                        .formatted(
                                site.label(),
                                lgds.contains(site.districtLgd())
                                        ? " in " + site.district()
                                        : " in any district (none in the posting district is near)",
                                near.get().distanceKm(),
                                word,
                                pincode));
    }

    private Optional<NearSite> nearest(PincodePlace place, Set<Integer> lgds) {
        if (tied.isEmpty()) {
            return lookup.nearest(place, lgds);
        }
        GeoPoint point = place.point().orElseThrow();
        return tied.stream()
                .map(site -> new NearSite(site, point.distanceKm(site.point())))
                .filter(near -> near.distanceKm() <= lookup.maxKm())
                .min(Comparator.comparingDouble(NearSite::distanceKm))
                .filter(near -> lookup.nearest(place, lgds)
                        .map(NearSite::site)
                        .filter(near.site()::equals)
                        .isPresent());
    }

    /** A pincode may decide between the sites the facility's name fits, never against them. */
    private boolean allowed(Site site) {
        return tied.isEmpty() || tied.contains(site);
    }

    private void step(Basis rung, String outcome) {
        steps.add(new Step(rung.wire(), outcome));
    }

    private Finding placed(Site site, Basis basis, double distanceKm, String outcome) {
        step(basis, outcome);
        return new Finding.Placed(site, basis, distanceKm, steps);
    }

    private Finding held(HeldReason reason, Basis rung, String outcome) {
        step(rung, outcome);
        HeldReason told = tied.isEmpty() ? reason : HeldReason.POSTING_AMBIGUOUS;
        return new Finding.Held(told.wire(), lookup.causeKey(question), steps);
    }
}
