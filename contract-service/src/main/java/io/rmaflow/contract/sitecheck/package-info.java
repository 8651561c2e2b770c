/** Whether engineers can come to a unit's site, found out before an on-site contract (ELG-6). */
@NullMarked
package io.rmaflow.contract.sitecheck;

import org.jspecify.annotations.NullMarked;
