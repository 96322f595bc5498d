package io.scapula.analyzers.session;

import io.scapula.history.CaptureHistory;
import io.scapula.history.Process;
import io.scapula.history.Program;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Walks through what ran in the order of the events and asks the rules where sessions begin. */
final class SessionBuilder {
    /** A process that turned up, or a program of it that was started. */
    private record Step(
            long event, Process process, @Nullable Program program) {}

    private final CaptureHistory history;
    private final Lives lives;
    private final ContainerEntries containers;
    private final SshEntries ssh;
    private final List<EntryRule> rules;
    private final Memberships memberships = new Memberships();
    private final Set<Session> found = new LinkedHashSet<>();

    SessionBuilder(CaptureHistory history, NetworkFacts network, NamespaceFacts namespaces, LoginFacts logins) {
        this.history = history;
        lives = new Lives(history);
        containers = new ContainerEntries(history, lives, namespaces);
        ssh = new SshEntries(network, logins);
        rules = List.of(
                containers,
                ssh,
                new NetworkShellEntries(history, network),
                new LoginEntries(),
                new UserChangeEntries(),
                new TerminalEntries());
    }

    Sessions build() {
        for (Step step : steps()) {
            if (step.program == null) {
                born(step.process);
            } else {
                start(step.process, step.program);
            }
        }
        found.addAll(ssh.failures());
        List<Session> sessions = new ArrayList<>(found);
        sessions.sort(Comparator.comparingLong(Session::startEvent));
        long number = 0;
        for (Session session : sessions) {
            session.number(++number);
        }
        return new Sessions(sessions, memberships);
    }

    private List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        for (Process process : history.processes()) {
            steps.add(new Step(process.startEvent(), process, null));
        }
        for (Program program : history.programs()) {
            steps.add(new Step(program.eventNumber(), program.process(), program));
        }
        steps.sort(Comparator.comparingLong(Step::event));
        return steps;
    }

    private void born(Process process) {
        Process parent = lives.parentOf(process);
        Membership inherited = parent == null ? Membership.NONE : memberships.at(parent, process.startEvent());
        memberships.enter(process, process.startEvent(), inherited);
        rules.forEach(rule -> rule.born(process, parent));
        if (process.ranBefore()) {
            ask(new Start(process, null, parent, inherited));
        }
    }

    private void start(Process process, Program program) {
        Membership current = memberships.at(process, program.eventNumber());
        ask(new Start(process, program, lives.parentOf(process), current));
    }

    /** Every rule is asked, since each follows the story; the first that knows decides. */
    private void ask(Start start) {
        boolean crosses = containers.crosses(start);
        if (crosses) {
            rules.forEach(rule -> rule.entersContainer(start.process()));
        }
        Session entered = null;
        for (EntryRule rule : rules) {
            Session session = entered == null ? rule.enter(start) : null;
            entered = entered == null ? session : entered;
        }
        if (entered != null) {
            found.add(entered);
            memberships.enter(start.process(), start.event(), Membership.in(entered));
        } else if (crosses) {
            // What a container is there for lives on when whoever started it is gone.
            memberships.enter(start.process(), start.event(), Membership.NONE);
        }
    }
}
