/** Values as people read them: parameters of events, buffers, times, in the forms that sysdig's users know. */
@NullMarked
package io.scapula.text;

import org.jspecify.annotations.NullMarked;
