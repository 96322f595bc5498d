/**
 * What went over terminals: {@link io.scapula.analyzers.terminal.TerminalWatcher} collects it from a capture's events,
 * {@link io.scapula.analyzers.terminal.TerminalRecording} holds one terminal's share of it, and tells the
 * {@linkplain io.scapula.analyzers.terminal.TypedLine lines that were typed}. A
 * {@link io.scapula.analyzers.terminal.Screen} shows what a person saw.
 */
@NullMarked
package io.scapula.analyzers.terminal;

import org.jspecify.annotations.NullMarked;
