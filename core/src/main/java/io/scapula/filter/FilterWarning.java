package io.scapula.filter;

/**
 * Something in a filter that is allowed and probably not meant.
 *
 * @param message  what
 * @param position where
 */
public record FilterWarning(String message, SourcePosition position) {}
