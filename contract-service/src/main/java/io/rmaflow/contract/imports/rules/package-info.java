/** What a row of an earlier system's file has to say to be taken over. */
@NullMarked
package io.rmaflow.contract.imports.rules;

import org.jspecify.annotations.NullMarked;
