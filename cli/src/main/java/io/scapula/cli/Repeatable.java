package io.scapula.cli;

/**
 * A command that can be run again with other files in place of those it names: it opens what it reads through
 * {@link CaptureArgument} or {@link Custody#input}, what it writes through {@link DestinationOptions} or
 * {@link Custody#create}, and nothing else. A manifest may come from anybody, so no other command is run because one says so.
 */
interface Repeatable {}
