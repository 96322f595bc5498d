/**
 * What happened on the machine over the whole capture: the lives of processes and the programs they ran.
 *
 * <p>{@link io.scapula.history.CaptureHistory} is the result of one replay; analyzers read it.
 */
@NullMarked
package io.scapula.history;

import org.jspecify.annotations.NullMarked;
