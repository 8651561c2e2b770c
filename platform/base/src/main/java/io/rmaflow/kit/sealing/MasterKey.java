package io.rmaflow.kit.sealing;

/**
 * What wraps the keys of persons before they are stored. The configuration gives one; another is a
 * bean of this type, such as one that asks a key management service, which then never gives its key
 * away.
 *
 * <p>The contract:
 *
 * <ul>
 *   <li>{@link #wrap} binds the subject: what was wrapped for one cannot be unwrapped for another
 *       (a key management service has it as the associated data or the encryption context).
 *   <li>What was wrapped stays unwrappable under the name that it was wrapped by, until no stored
 *       key bears that name: after a change all are wrapped anew, in the background. Then the
 *       former key can be destroyed, and with it every wrapped key in an old backup.
 *   <li>Called from many threads. A call may take as long as one over a network; keys are unwrapped
 *       at most once a minute and instance. A failure is thrown and fails the call that needs it;
 *       it is not taken for an erasure.
 * </ul>
 */
public interface MasterKey {

  /** The name of the key that wraps now; at most 64 characters, and nothing about the key. */
  String present();

  /** Whether it can unwrap what was wrapped by the key of this name. */
  boolean knows(String name);

  /**
   * A person's key as it is stored.
   *
   * @param key 32 bytes
   * @return what {@link #unwrap} understands, by the {@linkplain #present present} key
   */
  byte[] wrap(Subject subject, byte[] key);

  /**
   * The person's key from what is stored.
   *
   * @param name of the key by which it was wrapped
   * @return 32 bytes
   * @throws SealBroken where it was not wrapped for this subject by that key
   */
  byte[] unwrap(Subject subject, String name, byte[] wrapped);
}
