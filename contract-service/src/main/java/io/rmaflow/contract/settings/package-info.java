/** The policy's settings as versioned data (section 21 of the clause table). */
@NullMarked
package io.rmaflow.contract.settings;

import org.jspecify.annotations.NullMarked;
