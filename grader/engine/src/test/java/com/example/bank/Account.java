package com.example.bank;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** An account with a right way and a wrong way to pay in. */
class Account {

    enum Kind {
        PRIVATE,
        SHARED
    }

    private final Lock lock = new ReentrantLock();
    private int balance;

    void payIn(int amount) {
        lock.lock();
        try {
            balance += amount;
        } finally {
            lock.unlock();
        }
    }

    /** Two sections under the lock where there should be one. */
    void payInTwoSteps(int amount) {
        int before = balance();
        lock.lock();
        try {
            balance = before + amount;
        } finally {
            lock.unlock();
        }
    }

    int balance() {
        lock.lock();
        try {
            return balance;
        } finally {
            lock.unlock();
        }
    }

    int balanceWithoutLock() {
        return balance;
    }
}
