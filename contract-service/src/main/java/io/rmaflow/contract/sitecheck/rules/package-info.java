/** What was found about a site before an on-site contract (ELG-6). */
@NullMarked
package io.rmaflow.contract.sitecheck.rules;

import org.jspecify.annotations.NullMarked;
