package io.rmaflow.kit.eventing;

import org.axonframework.spring.config.SpringAggregateConfigurer;
import org.axonframework.spring.config.SpringSagaConfigurer;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AbstractBeanDefinition;

/**
 * Takes the framework's in-process locks from all aggregates and sagas. They end with the unit of
 * work, before the surrounding transaction does, and hold between threads of one process only: a
 * thread that waits for a row while it holds such a lock can wait for ever. What remains is the
 * unique place in the stream and the saga's row.
 */
final class LocksOfTheDatabaseOnly implements BeanFactoryPostProcessor {

  private final String lockFactoryBean;

  LocksOfTheDatabaseOnly(String lockFactoryBean) {
    this.lockFactoryBean = lockFactoryBean;
  }

  @Override
  public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
    for (String name : beans.getBeanDefinitionNames()) {
      BeanDefinition definition = beans.getBeanDefinition(name);
      String type = definition.getBeanClassName();
      if (SpringAggregateConfigurer.class.getName().equals(type)) {
        definition.getPropertyValues().add("lockFactory", lockFactoryBean);
      } else if (SpringSagaConfigurer.class.getName().equals(type)) {
        ((AbstractBeanDefinition) definition).setBeanClass(TransactionalSagaConfigurer.class);
      }
    }
  }
}
