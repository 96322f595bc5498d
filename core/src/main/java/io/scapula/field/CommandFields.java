package io.scapula.field;

import io.scapula.state.ThreadVersion;
import java.util.List;
import java.util.function.Function;

/** Which program runs, with which arguments and environment: the process's own and its parent's. */
final class CommandFields {
    private CommandFields() {}

    static void addTo(ReaderTable readers) {
        readers.put("proc.name", ThreadReaders.ofThread((event, thread, value) -> value.add(thread.comm())));
        readers.put("proc.exe", ThreadReaders.ofThread((event, thread, value) -> value.add(thread.exe())));
        readers.put("proc.exepath", ThreadReaders.ofThread((event, thread, value) -> value.add(thread.exepath())));
        readers.put("proc.pname", ThreadReaders.ofParent((event, parent, value) -> value.add(parent.comm())));
        readers.put("proc.pexe", ThreadReaders.ofParent((event, parent, value) -> value.add(parent.exe())));
        readers.put("proc.pexepath", ThreadReaders.ofParent((event, parent, value) -> value.add(parent.exepath())));
        readers.fresh("proc.cmdline", ThreadReaders.joined(ThreadReaders.SELF, ThreadVersion::commandLine));
        readers.fresh("proc.pcmdline", ThreadReaders.joined(ThreadReaders.PARENT, ThreadVersion::commandLine));
        readers.fresh("proc.exeline", ThreadReaders.joined(ThreadReaders.SELF, CommandFields::executableLine));
        readers.put(
                "proc.cmdnargs",
                ThreadReaders.ofThread(
                        (event, thread, value) -> value.add((long) thread.args().size())));
        readers.put(
                "proc.cmdlenargs",
                ThreadReaders.ofThread((event, thread, value) -> value.add(totalLength(thread.args()))));
        readers.optional("proc.args", ThreadReaders.joined(ThreadReaders.SELF, CommandFields::arguments), argument -> {
            int index = FieldArguments.index("proc.args", argument);
            return ThreadReaders.ofThread((event, thread, value) ->
                    value.add(index < thread.args().size() ? thread.args().get(index) : ""));
        });
        readers.optional(
                "proc.env",
                ThreadReaders.joined(ThreadReaders.LEADER, CommandFields::environment),
                CommandFields::variable);
        readers.put("proc.cwd", (event, value) -> {
            ThreadVersion leader = event.leader();
            if (leader != null) {
                return value.add(leader.cwd());
            }
            // Today's library starts from here where it knows no directory, so relative paths begin with it.
            return event.thread() != null && event.isFromCurrentRecorder() && value.add("./");
        });
        chain(readers, "proc.aname", ThreadVersion::comm);
        chain(readers, "proc.aexe", ThreadVersion::exe);
        chain(readers, "proc.aexepath", ThreadVersion::exepath);
        chain(readers, "proc.acmdline", ThreadVersion::commandLine);
        chain(readers, "proc.aargs", CommandFields::arguments);
        readers.optional(
                "proc.aenv",
                () -> chainOf(CommandFields::environment),
                argument -> FieldArguments.isIndex(argument)
                        ? ancestor("proc.aenv", argument, CommandFields::environment)
                        : inheritedVariable(argument));
        readers.optional(
                "proc.apid",
                () -> (event, value) -> {
                    Ancestors.walk(event, ancestor -> !value.add(ancestor.pid()));
                    return value.count() > 0;
                },
                argument -> ThreadReaders.of(
                        ThreadReaders.ancestor(FieldArguments.index("proc.apid", argument)),
                        (event, process, value) -> value.add(process.pid())));
    }

    private static String executableLine(ThreadVersion thread) {
        return thread.exe() + " " + String.join(" ", thread.args());
    }

    private static String arguments(ThreadVersion thread) {
        return String.join(" ", thread.args());
    }

    private static String environment(ThreadVersion leader) {
        return String.join(" ", leader.env());
    }

    private static long totalLength(List<String> texts) {
        long length = 0;
        for (String text : texts) {
            length += text.length();
        }
        return length;
    }

    private static void chain(ReaderTable readers, String field, Function<ThreadVersion, String> text) {
        readers.optional(field, () -> chainOf(text), argument -> ancestor(field, argument, text));
    }

    private static FieldReader chainOf(Function<ThreadVersion, String> text) {
        VersionTexts texts = new VersionTexts(text);
        return (event, value) -> {
            Ancestors.walk(event, ancestor -> !value.add(texts.of(ancestor)));
            return value.count() > 0;
        };
    }

    private static FieldReader ancestor(String field, String argument, Function<ThreadVersion, String> text)
            throws FieldException {
        return ThreadReaders.joined(ThreadReaders.ancestor(FieldArguments.index(field, argument)), text)
                .get();
    }

    /** A variable by its name, or the entry at a position; empty if there is none. */
    private static FieldReader variable(String argument) throws FieldException {
        if (FieldArguments.isIndex(argument)) {
            int index = FieldArguments.index("proc.env", argument);
            return ThreadReaders.ofLeader((event, leader, value) ->
                    value.add(index < leader.env().size() ? leader.env().get(index) : ""));
        }
        return ThreadReaders.ofLeader((event, leader, value) -> value.add(variable(leader.env(), argument)));
    }

    /** The variable of the nearest ancestor that has it and more than blanks in it. */
    private static FieldReader inheritedVariable(String name) {
        String[] found = new String[1];
        return (event, value) -> Ancestors.walk(event, ancestor -> {
                    found[0] = variable(ancestor.env(), name);
                    return !found[0].isEmpty();
                })
                && value.add(found[0]);
    }

    private static String variable(List<String> environment, String name) {
        for (String entry : environment) {
            if (entry.length() > name.length() && entry.charAt(name.length()) == '=' && entry.startsWith(name)) {
                return entry.substring(name.length() + 1).strip();
            }
        }
        return "";
    }
}
