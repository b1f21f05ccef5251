package io.drover.deploy.transfer;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import io.drover.definition.FileKind;
import io.drover.definition.Installation;
import io.drover.definition.edit.FileReplacements;
import io.drover.definition.edit.FileText;
import io.drover.definition.problem.Problem;
import io.drover.job.delivery.ZipFiles;
import io.drover.settings.Settings;
import io.drover.settings.secrets.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Takes an export into an installation: all of it or nothing. What it would change is known before, and is checked in a folder
 * aside together with all that is there; a running server takes the files up by itself.
 */
public final class TransferImport {
    private static final int CONTEXT_LINES = 3;

    private final Settings settings;
    private final Installation installation;
    private final Map<String, byte[]> contents;
    private final TransferManifest manifest;

    /** What becomes of files that are there with another content. Config files are told about apart: they are the environment's. */
    public enum Existing {
        /** Nothing is imported. */
        REFUSE,
        SKIP,
        OVERWRITE
    }

    /** What becomes of one file. */
    public enum State {
        NEW,
        SAME,
        CHANGED,
        /** It is there with another content, and stays. */
        KEPT
    }

    /**
     * What becomes of one file.
     *
     * @param path in the export
     * @param target where it goes
     * @param diff from what is there to what the export has, unified, without secrets; empty when they are the same
     */
    public record Change(String path, Path target, State state, String diff) {}

    /**
     * What an import did, or would do.
     *
     * @param exportedBy version of the Drover that made the export
     * @param problems that the files would bring; when there are any, nothing is written
     */
    public record Report(
            String exportedBy, String exported, List<Change> changes, List<Problem> problems, boolean written) {

        /** The files that would be replaced, or are. */
        public List<Change> in(State state) {
            return changes.stream().filter(change -> change.state == state).toList();
        }
    }

    /**
     * Reads an export.
     *
     * @throws IllegalArgumentException when it is not as "drover export" made it; the message is for the user
     * @throws IOException when it is no sound zip; the message is for the user
     */
    public TransferImport(Settings settings, Path zip) throws IOException {
        this.settings = settings;
        this.installation = Installation.of(settings);
        this.contents = ZipFiles.read(zip, "export");
        this.manifest = TransferManifest.check(contents);
    }

    /**
     * Imports, or says what would be imported.
     *
     * @param replaceConfigs whether config files that are there are replaced too
     */
    public Report run(Existing existing, boolean replaceConfigs, boolean dryRun) throws IOException {
        List<Change> changes = changes(existing, replaceConfigs);
        List<Change> wanted = changes.stream()
                .filter(change -> change.state == State.NEW || change.state == State.CHANGED)
                .toList();
        List<Problem> problems = problems(wanted);
        boolean refused =
                existing == Existing.REFUSE && wanted.stream().anyMatch(change -> change.state == State.CHANGED);
        boolean write = problems.isEmpty() && !refused && !dryRun;
        if (write) {
            write(wanted);
        }
        return new Report(manifest.drover(), manifest.created(), changes, problems, write);
    }

    /** In the order in which a running server can take them up: what others refer to comes first. */
    private List<Change> changes(Existing existing, boolean replaceConfigs) throws IOException {
        List<Change> changes = new ArrayList<>();
        for (String name : contents.keySet().stream()
                .filter(name -> !name.equals(TransferManifest.NAME))
                .sorted(Comparator.comparing(TransferPaths::kind).thenComparing(Comparator.naturalOrder()))
                .toList()) {
            boolean keep = TransferPaths.kind(name) == FileKind.CONFIG ? !replaceConfigs : existing == Existing.SKIP;
            changes.add(change(name, keep));
        }
        return changes;
    }

    private Change change(String name, boolean keep) throws IOException {
        Path target = TransferPaths.target(installation, name);
        byte[] now = contents.get(name);
        TransferCheck.learnSecrets(name, now);
        if (!Files.isRegularFile(target)) {
            return new Change(name, target, State.NEW, diff(name, new byte[0], now));
        }
        byte[] before = Files.readAllBytes(target);
        TransferCheck.learnSecrets(name, before);
        if (Arrays.equals(before, now)) {
            return new Change(name, target, State.SAME, "");
        }
        return new Change(name, target, keep ? State.KEPT : State.CHANGED, diff(name, before, now));
    }

    private List<Problem> problems(List<Change> wanted) throws IOException {
        List<Problem> obstacles = new ArrayList<>();
        for (Change change : wanted) {
            TransferPaths.obstacle(installation, change.path())
                    .ifPresent(obstacle -> obstacles.add(new Problem(change.target(), 0, obstacle)));
        }
        return obstacles.isEmpty() ? TransferCheck.problems(settings, wanted, contents) : obstacles;
    }

    private static String diff(String path, byte[] before, byte[] now) {
        List<String> old = FileText.of(before).lines().toList();
        List<String> lines = FileText.of(now).lines().toList();
        String from = before.length == 0 ? "/dev/null" : "a/" + path;
        return Secrets.hide(String.join(
                "\n",
                UnifiedDiffUtils.generateUnifiedDiff(
                        from, "b/" + path, old, DiffUtils.diff(old, lines), CONTEXT_LINES)));
    }

    /** All are on the disk before the first gets its name. */
    private void write(List<Change> wanted) throws IOException {
        try (FileReplacements replacements = new FileReplacements()) {
            for (Change change : wanted) {
                replacements.add(change.target, contents.get(change.path));
            }
            replacements.place();
        }
    }
}
