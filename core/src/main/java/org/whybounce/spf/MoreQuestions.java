package org.whybounce.spf;

import java.util.HashMap;
import java.util.Map;
import org.whybounce.dns.Answer;
import org.whybounce.dns.Question;
import org.whybounce.dns.Resolver;

/// A resolver that remembers each answer and asks no more than so many different questions.
public final class MoreQuestions implements Resolver {
    private final Resolver beneath;
    private final int most;
    private final Map<Question, Answer> answers = new HashMap<>();

    public MoreQuestions(Resolver beneath, int most) {
        this.beneath = beneath;
        this.most = most;
    }

    @Override
    public Answer ask(Question question) {
        Answer known = answers.get(question);
        if (known != null) {
            return known;
        }
        if (answers.size() >= most) {
            return new Answer.NotAsked(Answer.Limit.BUDGET, most + " questions were asked already");
        }
        Answer answer = beneath.ask(question);
        answers.put(question, answer);
        return answer;
    }

    @Override
    public boolean waits() {
        return beneath.waits();
    }
}
