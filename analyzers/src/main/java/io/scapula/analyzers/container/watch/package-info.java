/**
 * What is kept of a container's processes while a capture is read: the calls that failed, the last output, connections,
 * name queries, signals and who sent them. Everything is bounded, so that the last moments of each process are at hand
 * whatever the capture's length.
 */
@NullMarked
package io.scapula.analyzers.container.watch;

import org.jspecify.annotations.NullMarked;
