/**
 * How answers are added: an {@link io.scapula.analysis.Analyzer} declares what it needs and turns a capture's history
 * into a {@link io.scapula.table.Table}. Analyzers are found by {@link java.util.ServiceLoader}, so a jar on the class
 * path adds one.
 */
@NullMarked
package io.scapula.analysis;

import org.jspecify.annotations.NullMarked;
