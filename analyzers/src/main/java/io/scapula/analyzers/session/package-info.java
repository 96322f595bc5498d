/** Who was on the machine: logins, changes of user, commands executed in containers, shells handed to a network peer. */
@NullMarked
package io.scapula.analyzers.session;

import org.jspecify.annotations.NullMarked;
