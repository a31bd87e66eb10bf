package in.suchi.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import in.suchi.support.TestDatabase;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

class CurrentTest {

    private final DataSourceTransactionManager transactions = new DataSourceTransactionManager(TestDatabase.fresh());
    private final TransactionTemplate transaction = new TransactionTemplate(transactions);
    private final Word word = new Word("old");

    private static final class Word extends Current<String> {
        Word(String value) {
            super(value);
        }
    }

    @Test
    void theReplacementHoldsInItsTransactionAtOnceAndForOthersWhenItIsCommitted() {
        transaction.executeWithoutResult(status -> {
            assertThat(word.now()).isEqualTo("old");
            word.replaceInThisTransaction("new");
            assertThat(word.now()).isEqualTo("new");
            assertThat(CompletableFuture.supplyAsync(word::now).join()).isEqualTo("old");
        });

        assertThat(word.now()).isEqualTo("new");
    }

    @Test
    void aRolledBackReplacementHasNeverBeen() {
        transaction.executeWithoutResult(status -> {
            word.replaceInThisTransaction("new");
            status.setRollbackOnly();
        });

        assertThat(word.now()).isEqualTo("old");
    }

    @Test
    void aTransactionSeesOneStateToItsEnd() {
        transaction.executeWithoutResult(status -> {
            assertThat(word.now()).isEqualTo("old");
            CompletableFuture.runAsync(
                            () -> transaction.executeWithoutResult(other -> word.replaceInThisTransaction("new")))
                    .join();
            assertThat(word.now()).isEqualTo("old");
        });

        assertThat(word.now()).isEqualTo("new");
    }

    @Test
    void aSuspendedTransactionDoesNotLendItsReplacement() {
        TransactionTemplate ofItsOwn = new TransactionTemplate(transactions);
        ofItsOwn.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);

        transaction.executeWithoutResult(status -> {
            word.replaceInThisTransaction("new");
            String inner = ofItsOwn.execute(own -> word.now());
            assertThat(inner).isEqualTo("old");
            assertThat(word.now()).isEqualTo("new");
        });
    }

    @Test
    void withoutATransactionNothingIsReplaced() {
        assertThatThrownBy(() -> word.replaceInThisTransaction("new")).isInstanceOf(IllegalStateException.class);
        assertThat(word.now()).isEqualTo("old");
    }
}
