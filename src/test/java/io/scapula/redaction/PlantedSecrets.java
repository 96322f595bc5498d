package io.scapula.redaction;

import io.scapula.format.CaptureSink;
import io.scapula.format.EventDraft;
import io.scapula.format.EventView;
import io.scapula.format.block.MetadataBlock;
import io.scapula.format.block.ProcessEntry;
import io.scapula.format.block.ProcessList;
import io.scapula.format.block.SectionHeader;
import io.scapula.format.event.EventTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;

/** Plants secrets in a capture while it is copied: in its process list, and in events behind those that it has. */
final class PlantedSecrets implements CaptureSink {
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final String CHARACTERS = LETTERS + "0123456789";
    private static final String SIGNS = CHARACTERS + "!#%+-_.~^*@?";
    private static final long PID = 4_000_001;
    private static final int PLACES = 10;

    private final CaptureSink target;
    private final List<String> secrets;
    private final EventDraft draft = new EventDraft();
    /** Everything that must not be found: secrets, halves of those that were split, and what encodes them. */
    private final List<String> forbidden = new ArrayList<>();

    private long lastNanos = 1_700_000_000_000_000_000L;
    private boolean planted;

    PlantedSecrets(CaptureSink target, int count, long seed) {
        this.target = target;
        Random random = new Random(seed);
        List<String> made = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            made.add(secret(random, index % PLACES));
        }
        this.secrets = List.copyOf(made);
    }

    /** What of the secrets the capture must not hold any longer. */
    List<String> forbidden() {
        return forbidden;
    }

    private static String secret(Random random, int place) {
        return switch (place) {
            case 8 -> "ghp_" + text(random, CHARACTERS, 36);
            case 9 -> "AKIA" + text(random, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 16);
            default ->
                text(random, LETTERS, 1)
                        + text(random, place == 5 ? CHARACTERS : SIGNS, 8 + random.nextInt(16))
                        + random.nextInt(10);
        };
    }

    private static String text(Random random, String characters, int length) {
        StringBuilder text = new StringBuilder();
        for (int index = 0; index < length; index++) {
            text.append(characters.charAt(random.nextInt(characters.length())));
        }
        return text.toString();
    }

    @Override
    public void section(SectionHeader header) throws IOException {
        target.section(header);
    }

    /** The first process of the list gets a neighbour with secrets in all its texts. */
    @Override
    public void metadata(MetadataBlock block) throws IOException {
        if (!planted && block instanceof ProcessList list && !list.entries().isEmpty()) {
            planted = true;
            List<ProcessEntry> entries = new ArrayList<>(list.entries());
            entries.add(process(list.entries().get(0)));
            target.metadata(new ProcessList(list.version(), entries));
            return;
        }
        target.metadata(block);
    }

    private ProcessEntry process(ProcessEntry model) {
        List<String> arguments = new ArrayList<>();
        List<String> environment = new ArrayList<>();
        for (int index = 0; index < secrets.size(); index++) {
            if (index % PLACES == 0) {
                arguments.add("--token");
                arguments.add(secrets.get(index));
            } else if (index % PLACES == 1) {
                environment.add("DB_PASSWORD=" + secrets.get(index));
            }
        }
        return new ProcessEntry(
                PID,
                PID,
                1,
                1,
                1,
                "planted",
                "planted",
                "/bin/planted",
                arguments,
                "/home/" + secrets.get(1),
                1024,
                0,
                0,
                0,
                model.memory(),
                environment,
                PID,
                PID,
                List.of("cpu=/" + secrets.get(11)),
                "/srv/" + secrets.get(0),
                model.tail());
    }

    @Override
    public void event(EventView event, int dumpFlags) throws IOException {
        lastNanos = Math.max(lastNanos, event.timestampNanos());
        target.event(event, dumpFlags);
    }

    @Override
    public void end() throws IOException {
        for (int index = 0; index < secrets.size(); index++) {
            plant(secrets.get(index), index % PLACES);
        }
        target.end();
    }

    private void plant(String secret, int place) throws IOException {
        forbidden.add(secret);
        switch (place) {
            case 2 -> {
                start("SYSCALL_EXECVE_19_X");
                program("--password=" + secret, "HOME=/", "/tmp/" + secret);
            }
            case 3 -> {
                start("SYSCALL_EXECVE_19_X");
                program("-v", "API_KEY=" + secret, "/");
            }
            case 4 -> {
                start("CONTAINER_JSON_2_E");
                draft.addText("{\"container\":{\"id\":\"aaaaaaaaaaaa\",\"type\":0,\"name\":\"web\",\"env\":[\"SECRET="
                        + secret + "\"],\"labels\":{\"url\":\"http://u:" + secret.replace("@", "x") + "@h/\"}}}");
                forbidden.add(secret.replace("@", "x"));
                target.event(draft, 0);
            }
            case 5 -> split(secret);
            case 6 -> encoded(secret);
            case 7 -> transfer("SYSCALL_WRITE_X", 9, "{\"user\":\"x\",\"password\":\"" + secret + "\"}");
            case 8 -> path("/data/" + secret + "/x");
            case 9 -> {
                start("SYSCALL_CHDIR_X");
                draft.addInteger(0, 8);
                draft.addText("/srv/" + secret);
                target.event(draft, 0);
            }
            default -> {
                // In the process list.
            }
        }
        path("/var/cache/" + secret);
        transfer("SYSCALL_READ_X", 4, "seen: " + secret + " again");
        int half = secret.length() / 2;
        transfer("SOCKET_SENDTO_X", 5, "sent " + secret.substring(0, half));
        transfer("SYSCALL_READ_X", 6, "something else");
        transfer("SOCKET_SENDTO_X", 5, secret.substring(half) + " sent");
        forbidden.add(secret.substring(0, half));
        forbidden.add(secret.substring(half));
    }

    /** The pattern itself is split, in the middle of the secret. */
    private void split(String secret) throws IOException {
        int half = secret.length() / 2;
        transfer("SYSCALL_READ_X", 8, "x: y\nAuthorization: Bearer " + secret.substring(0, half));
        transfer("SYSCALL_READ_X", 8, secret.substring(half) + "\r\n\r\n");
    }

    private void encoded(String secret) throws IOException {
        String encoded = Base64.getEncoder().encodeToString(("joe:" + secret).getBytes(StandardCharsets.UTF_8));
        transfer("SYSCALL_WRITE_X", 9, "export MY_SECRET='" + secret + "'\n");
        transfer("SYSCALL_WRITE_X", 9, "Authorization: Basic " + encoded + "\r\n");
        for (String before : List.of("", "a", "ab")) {
            byte[] text = (before + secret + "/..").getBytes(StandardCharsets.UTF_8);
            String plain = Base64.getEncoder().encodeToString(text);
            transfer("SYSCALL_WRITE_X", 9, "data " + plain + "\n");
            transfer("SYSCALL_WRITE_X", 9, "data " + Base64.getUrlEncoder().encodeToString(text) + "\n");
            forbidden.add(plain.substring(4, plain.length() - 8));
        }
        forbidden.add(encoded);
    }

    private void start(String constant) {
        int code = java.util.Objects.requireNonNull(EventTable.current().findByConstant("PPME_" + constant))
                .code();
        lastNanos += 1000;
        draft.start(0, 0, lastNanos, constant.startsWith("CONTAINER") ? -1 : PID, code);
    }

    private void program(String argument, String variable, String directory) throws IOException {
        draft.addInteger(0, 8);
        draft.addText("/bin/tool");
        draft.add((argument + "\0").getBytes(StandardCharsets.UTF_8));
        for (long number : new long[] {PID, PID, 1}) {
            draft.addInteger(number, 8);
        }
        draft.addText(directory);
        draft.addInteger(1024, 8);
        draft.addInteger(0, 8);
        draft.addInteger(0, 8);
        draft.addInteger(0, 4);
        draft.addInteger(0, 4);
        draft.addInteger(0, 4);
        draft.addText("tool");
        draft.add("cpu=/\0".getBytes(StandardCharsets.UTF_8));
        draft.add((variable + "\0").getBytes(StandardCharsets.UTF_8));
        target.event(draft, 0);
    }

    private void path(String path) throws IOException {
        start("SYSCALL_OPENAT_2_X");
        draft.addInteger(-2, 8);
        draft.addInteger(-100, 8);
        draft.addText(path);
        target.event(draft, 0);
    }

    private void transfer(String constant, long fd, String data) throws IOException {
        start(constant);
        draft.addInteger(data.length(), 8);
        draft.add(data.getBytes(StandardCharsets.UTF_8));
        draft.addInteger(fd, 8);
        draft.addInteger(data.length(), 4);
        target.event(draft, 0);
    }
}
