/** JMH benchmarks. What each answers, and how to run them, is in the module's README. */
@NullMarked
package io.scapula.benchmarks;

import org.jspecify.annotations.NullMarked;
