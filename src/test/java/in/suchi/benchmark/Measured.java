package in.suchi.benchmark;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What was measured of one thing in interleaved rounds.
 *
 * @param part of the benchmark
 * @param what in words, with its unit
 * @param values one a round, in the order of the rounds
 * @param target in words; empty: none of its own
 */
record Measured(String part, String what, List<Double> values, String target) {

    Measured {
        values = List.copyOf(values);
    }

    double median() {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    double least() {
        return values.stream().mapToDouble(Double::doubleValue).min().orElse(Double.NaN);
    }

    double most() {
        return values.stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN);
    }

    String row() {
        return "| %s | %s | %s | %s – %s | %d | %s |"
                .formatted(part, what, number(median()), number(least()), number(most()), values.size(), target);
    }

    static String number(double value) {
        return String.format(Locale.ROOT, value >= 1000 ? "%,.0f" : value >= 10 ? "%.1f" : "%.2f", value);
    }
}
