package in.suchi.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Finds the line on which a key stands in a YAML file. */
public final class YamlLines {

    private static final Pattern STEP = Pattern.compile("\\[(\\d+)]|[^.\\[\\]]+");

    private YamlLines() {}

    /**
     * @param key as in messages: {@code rules[1].sites}, the first entry of a list being 1
     * @return the line of the key, or of the last part of it that is there, in the document of the file that has most of
     *     it; null when not even its first part is there
     */
    public static Integer lineOf(Path file, String key) {
        return deepest(file, key).line();
    }

    /** Whether the whole key stands in the file. */
    static boolean holds(Path file, String key) {
        return deepest(file, key).depth() == STEP.matcher(key).results().count();
    }

    private static Found deepest(Path file, String key) {
        Found deepest = new Found(null, 0);
        try (Reader reader = Files.newBufferedReader(file)) {
            for (Node document : new Yaml(new SafeConstructor(new LoaderOptions())).composeAll(reader)) {
                Found found = find(document, key);
                deepest = found.depth() > deepest.depth() ? found : deepest;
            }
        } catch (IOException | YAMLException e) {
            return deepest; // whoever asks has a problem to tell already, and tells it without a line
        }
        return deepest;
    }

    private record Found(Integer line, int depth) {}

    private static Found find(Node document, String key) {
        Node node = document;
        Found found = new Found(null, 0);
        Matcher steps = STEP.matcher(key);
        while (node != null && steps.find()) {
            Node[] next = step(node, steps.group(), steps.group(1));
            if (next == null) {
                break;
            }
            found = new Found(next[0].getStartMark().getLine() + 1, found.depth() + 1);
            node = next[1];
        }
        return found;
    }

    /** What carries the mark, and where it goes on. */
    private static Node[] step(Node node, String name, String index) {
        if (index != null && node instanceof SequenceNode list) {
            int place = Integer.parseInt(index) - 1;
            if (place >= 0 && place < list.getValue().size()) {
                Node item = list.getValue().get(place);
                return new Node[] {item, item};
            }
        }
        if (index == null && node instanceof MappingNode map) {
            for (NodeTuple entry : map.getValue()) {
                if (entry.getKeyNode() instanceof ScalarNode key
                        && key.getValue().equals(name)) {
                    return new Node[] {key, entry.getValueNode()};
                }
            }
        }
        return null;
    }
}
