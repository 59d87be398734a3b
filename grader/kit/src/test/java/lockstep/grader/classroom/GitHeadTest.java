package lockstep.grader.classroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitHeadTest {

    private static final int COMMITS = 12;
    private static final long FIRST = Instant.parse("2026-11-20T10:00:00Z").getEpochSecond();

    @TempDir
    Path temp;

    @BeforeEach
    void make_a_repository() throws Exception {
        assumeTrue(
                Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "git"))),
                "git is not installed here");
        git(0, "init", "-q");
        for (int i = 0; i < COMMITS; i++) {
            // Long messages that differ a little: git stores most of such commits as changes to another one.
            String message = "Try number " + i + "\n\n" + "A line that every message has in common.\n".repeat(40);
            git(i, "commit", "-q", "--allow-empty", "-m", message);
        }
    }

    @Test
    void a_checkout_tells_when_its_commit_was_made() throws Exception {
        assertThat(GitHead.committedAt(temp)).contains(Instant.ofEpochSecond(FIRST + COMMITS - 1));
        git(0, "gc", "-q");
        assertThat(GitHead.committedAt(temp)).contains(Instant.ofEpochSecond(FIRST + COMMITS - 1));
    }

    @Test
    void every_commit_of_a_pack_is_read_as_git_reads_it() throws Exception {
        git(0, "gc", "-q");
        assertThat(git(0, "count-objects", "-v")).contains("count: 0");
        List<String> hashes = git(0, "rev-list", "HEAD").lines().toList();
        assertThat(hashes).hasSize(COMMITS);
        GitObjects objects = new GitObjects(temp.resolve(".git/objects"));
        for (String hash : hashes) {
            assertThat(objects.commit(hash)).contains(git(0, "cat-file", "commit", hash));
        }
    }

    @Test
    void a_worktree_and_a_submodule_tell_when_though_their_git_is_a_file(@TempDir Path checkout) throws Exception {
        git(
                0,
                "worktree",
                "add",
                "-q",
                "-b",
                "straße#1",
                checkout.resolve("ada").toString());
        assertThat(checkout.resolve("ada/.git")).isRegularFile();
        assertThat(GitHead.committedAt(checkout.resolve("ada"))).contains(Instant.ofEpochSecond(FIRST + COMMITS - 1));
        String head = git(0, "rev-parse", "HEAD").strip();
        assertThat(GitHead.commit(checkout.resolve("ada"))).contains(head);

        git(
                0,
                "-c",
                "protocol.file.allow=always",
                "clone",
                "-q",
                ".",
                checkout.resolve("ben").toString());
        git(
                0,
                "-c",
                "protocol.file.allow=always",
                "submodule",
                "--quiet",
                "add",
                checkout.resolve("ben").toString(),
                "class/ben");
        assertThat(temp.resolve("class/ben/.git")).isRegularFile();
        assertThat(GitHead.commit(temp.resolve("class/ben"))).contains(head);
        assertThat(GitHead.committedAt(temp.resolve("class/ben"))).contains(Instant.ofEpochSecond(FIRST + COMMITS - 1));
    }

    @Test
    void a_git_file_that_leads_anywhere_else_tells_nothing() throws Exception {
        Path forged = Files.createDirectories(temp.resolve("forged"));
        for (String text : List.of("gitdir: ../.git", "gitdir: ../.git/modules/none", "gitdir: \0", "hello", "")) {
            Files.writeString(forged.resolve(".git"), text);
            assertThat(GitHead.commit(forged)).as(text).isEmpty();
        }
    }

    @Test
    void what_is_damaged_or_missing_tells_nothing() throws Exception {
        git(0, "gc", "-q");
        try (var packs = Files.newDirectoryStream(temp.resolve(".git/objects/pack"), "*.{idx,pack}")) {
            for (Path file : packs) {
                assertThat(file.toFile().setWritable(true)).isTrue();
                byte[] bytes = Files.readAllBytes(file);
                Arrays.fill(bytes, bytes.length / 8, bytes.length, (byte) 0xff);
                Files.write(file, bytes);
            }
        }
        assertThat(GitHead.committedAt(temp)).isEmpty();
        assertThat(GitHead.committedAt(Files.createDirectory(temp.resolve("empty"))))
                .isEmpty();
    }

    private String git(int second, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(words));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(temp.toFile()).redirectErrorStream(true);
        for (String who : List.of("AUTHOR", "COMMITTER")) {
            builder.environment().put("GIT_" + who + "_NAME", "Ada");
            builder.environment().put("GIT_" + who + "_EMAIL", "ada@x.example");
            builder.environment().put("GIT_" + who + "_DATE", (FIRST + second) + " +0100");
        }
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return output;
    }
}
