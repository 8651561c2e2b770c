package io.rmaflow.kit.sealing;

/**
 * What a service does beside deleting the key where somebody is erased again, because the database
 * was restored from before the erasure. Called in the transaction that deletes the key, before it.
 */
@FunctionalInterface
public interface ErasureAgain {

  /**
   * Somebody, or a thing of somebody's, that was erased before; perhaps unknown to the database.
   */
  void erase(Subject subject);
}
