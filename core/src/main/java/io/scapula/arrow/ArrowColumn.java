package io.scapula.arrow;

/** Name and type of a column. */
public record ArrowColumn(String name, ArrowType type) {}
